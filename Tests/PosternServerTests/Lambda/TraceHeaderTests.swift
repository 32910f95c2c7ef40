import StateStore
import Testing

@testable import PosternServer

@Suite("The tracing header")
struct TraceHeaderTests {
    private static let requestID = "01234567-89ab-4def-8123-456789abcdef"

    private static func header(_ text: String) -> TraceHeader {
        TraceHeader(text, at: Timestamp(seconds: 0x6000_0000), requestID: requestID)
    }

    @Test("is made for calls that bring none, from the request's id")
    func isMade() {
        let made = "Root=1-60000000-0123456789ab4def81234567;Parent=8123456789abcdef;Sampled=0"
        #expect(Self.header("").text == made)
        #expect(Self.header("nonsense;;=").text.hasSuffix(made))
    }

    @Test("is kept, but for what load balancers add")
    func isKept() {
        let given = "Root=1-5f-1;Parent=2;Sampled=1"
        #expect(Self.header("Self=1-1-1;\(given);Lineage=a:1|b:2").text == "\(given);Lineage=a:1|b:2")
    }

    @Test("counts the rounds through a function and stops the seventeenth")
    func lineage() {
        var lineage = InvocationLineage("")
        for _ in 0..<16 {
            let goesOn = lineage.enter("arn:a")
            #expect(goesOn)
            lineage = InvocationLineage(lineage.text)
        }
        let rounds = [lineage.enter("arn:a"), lineage.enter("arn:b")]
        #expect(rounds == [false, true])
        #expect(lineage.text.split(separator: "|").count == 2)
    }

    @Test("forgets the oldest of many functions and reads nothing but counts")
    func bounds() {
        var lineage = InvocationLineage("x:y|a:-1|b|:3|c:4")
        #expect(lineage.text == "c:4")
        for number in 0..<100 { _ = lineage.enter("arn:\(number)") }
        #expect(lineage.text.split(separator: "|").count == 16)
    }
}
