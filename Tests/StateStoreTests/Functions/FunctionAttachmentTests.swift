import StateStore
import Testing

@Suite("What is attached to functions")
struct FunctionAttachmentTests {
    private static let attached: [FunctionChange] = [
        .url(.put(Samples.functionURL)),
        .eventInvokeConfig(.put(Samples.eventInvokeConfig)),
        .provisionedConcurrency(.put(Samples.provisionedConcurrency)),
    ]

    private static func state(_ changes: [FunctionChange]) -> FunctionState {
        var state = FunctionState()
        for change in changes { state.apply(change) }
        return state
    }

    @Test("is found by function and qualifier")
    func isFound() {
        let state = Self.state(Self.attached)
        #expect(state.urls["hello", "live", in: Samples.regional] == Samples.functionURL)
        #expect(state.urls["hello", nil, in: Samples.regional] == nil)
        #expect(state.urls.named("abc", in: Samples.regional) == Samples.functionURL)
        #expect(Samples.functionURL.functionARN == "arn:aws:lambda:us-east-1:123456789012:function:hello:live")
    }

    @Test("goes with the function")
    func goesWithTheFunction() {
        let changes = Self.state(Self.attached).detaching("hello", in: Samples.regional)
        #expect(changes.count == 3)
        #expect(Self.state(Self.attached + changes) == FunctionState())
    }

    @Test("goes with its alias alone, and stays when another function goes")
    func goesWithItsAlias() {
        let state = Self.state(Self.attached)
        #expect(
            state.detaching("hello", qualifier: "live", in: Samples.regional)
                == [.url(.remove(Samples.functionURL.key))]
        )
        #expect(state.detaching("other", in: Samples.regional) == [])
    }
}
