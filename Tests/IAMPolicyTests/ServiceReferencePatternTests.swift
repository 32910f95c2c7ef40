import Testing

@testable import IAMPolicy

@Suite struct ServiceReferencePatternTests {
    @Test func aPatternGivesTheActionsItCovers() {
        let names = ServiceReference.actions(matching: "lambda:invoke*").map(\.name)
        #expect(names.contains("InvokeFunction"))
        #expect(names.contains("InvokeFunctionUrl"))
        #expect(names.allSatisfy { $0.hasPrefix("Invoke") })
    }

    @Test func aPatternWithoutWildcardsGivesItsActionOnly() {
        #expect(ServiceReference.actions(matching: "s3:GetObject").map(\.qualifiedName) == ["s3:GetObject"])
        #expect(ServiceReference.actions(matching: "S3:getobject").map(\.qualifiedName) == ["s3:GetObject"])
    }

    @Test func aStarAloneGivesEveryAction() {
        #expect(ServiceReference.actions(matching: "*").count == ServiceReference.actions(matching: "*:*").count)
        #expect(ServiceReference.actions(matching: "*").count == 20_455)
    }

    @Test func aWildcardInThePrefixCoversSeveralServices() {
        let services = Set(ServiceReference.actions(matching: "sq?:*").map(\.service))
        #expect(services == ["sqs"])
        #expect(Set(ServiceReference.actions(matching: "dynamo*:*").map(\.service)).contains("dynamodb"))
    }

    @Test(arguments: ["lambda", "", ":", "lambda:", "nosuchservice:*", "lambda:NoSuch*"])
    func aPatternThatCoversNothingGivesNothing(pattern: String) {
        #expect(ServiceReference.actions(matching: pattern).isEmpty)
    }

    @Test(arguments: [
        ("get*object", "GetBucketObject", true), ("get?", "GetA", true), ("get?", "Get", false), ("*", "", true),
        ("**a", "A", true), ("a*b*c", "AxBxxC", true), ("a*b*c", "AxBxx", false), ("", "", true), ("", "a", false),
    ])
    func wildcardsMatchAsIAMWritesThem(pattern: String, text: String, matches: Bool) {
        #expect(ActionPattern(pattern).matches(text) == matches)
    }

    @Test func aHostilePatternEndsAtOnce() {
        let pattern = ActionPattern(String(repeating: "*a", count: 500) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }
}
