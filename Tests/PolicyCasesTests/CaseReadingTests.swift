import IAMPolicy
import PolicyCases
import Testing

@Suite("Reading cases")
struct CaseReadingTests {
    private let allowing = CaseSamples.text(id: "good", policies: CaseSamples.identity("Allow"))

    @Test("takes an array, single objects and JSON Lines")
    func forms() {
        let other = CaseSamples.text(id: "other", policies: "{}")
        for text in [
            "[\(allowing), \(other)]", "\(allowing)\n\(other)\n", "\(allowing) \(other)", "[\(allowing)]\n[\(other)]",
        ] {
            #expect(CaseSamples.load(text).map(\.id) == ["good", "other"], "\(text)")
        }
    }

    @Test("a broken line spoils no other line")
    func brokenLine() {
        let text = "\(allowing)\n{\"id\": \"broken\", \"request\": {\n\(allowing)\n"
        let results = CaseSamples.load(text, file: "cases.jsonl").map(CaseResult.init(running:))
        #expect(results.map(\.decision) == ["allowed", "error", "allowed"])
        #expect(results.map(\.origin.line) == [1, 2, 3])
    }

    @Test("an array that breaks off still gives the cases before the break")
    func truncated() {
        let results = CaseSamples.load("[\(allowing),\n\(allowing.dropLast(3))").map(CaseResult.init(running:))
        #expect(results.map(\.decision) == ["allowed", "error"])
        #expect(results.map(\.origin.line) == [1, 2])
    }

    @Test("an invalid policy spoils no other case, and the case keeps its id")
    func brokenPolicy() {
        let broken = CaseSamples.text(id: "bad", policies: #"{"identity": [{"Statement": []}]}"#)
        let results = CaseSamples.load("[\(broken), \(allowing)]").map(CaseResult.init(running:))
        #expect(results.map(\.id) == ["bad", "good"])
        #expect(results.map(\.decision) == ["error", "allowed"])
    }

    @Test("duplicate members of a policy reach the policy parser")
    func duplicates() throws {
        let policy =
            #"{"identity": [{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "*", "Resource": "*"}}]}"#
        let loaded = try #require(CaseSamples.load(CaseSamples.text(policies: policy)).first)
        guard case .failure(.invalidPolicy(let name, _)) = loaded.content else {
            Issue.record("the policy was accepted")
            return
        }
        #expect(name == "identity[0]")
    }

    @Test("nesting of any depth is refused without harm")
    func deepNesting() {
        let depth = 100_000
        let policy = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let text = CaseSamples.text(id: "deep", policies: "{\"identity\": [\(policy)]}")
        let results = CaseSamples.load("[\(text), \(allowing)]").map(CaseResult.init(running:))
        #expect(results.map(\.decision) == ["error", "allowed"])
    }

    @Test("a misspelt member is refused", arguments: ["identiy", "boundry", "permissionsBoundary"])
    func misspelt(layer: String) {
        let text = CaseSamples.text(policies: "{\"\(layer)\": []}")
        #expect(CaseSamples.load(text).map(CaseResult.init(running:)).map(\.decision) == ["error"])
    }

    @Test("YAML means what it looks like")
    func yaml() {
        let text = """
            - id: yaml
              request:
                principal: {arn: "arn:aws:iam::123456789012:user/alice"}
                action: sqs:SendMessage
                resource: \(CaseSamples.queue)
                resourceAccount: 123456789012
                context: {s3:max-keys: 9, aws:TagKeys: [a, no]}
              policies:
                identity:
                  - Version: 2012-10-17
                    Statement:
                      Effect: Allow
                      Action: "*"
                      Resource: "*"
                      Condition:
                        NumericLessThan: {s3:max-keys: 10}
                        Bool: {aws:ViaAWSService: false}
                        "ForAllValues:StringEquals": {aws:TagKeys: [a, "no"]}
                        "Null": {aws:ViaAWSService: true}
              expect: {decision: implicitDeny}
            """
        let results = CaseSamples.load(text, file: "cases.yaml").map(CaseResult.init(running:))
        #expect(results.map(\.differences) == [[]])
    }

    @Test("YAML that is none is one unreadable case")
    func brokenYAML() {
        let results = CaseSamples.load("id: [", file: "cases.yml").map(CaseResult.init(running:))
        #expect(results.map(\.decision) == ["error"])
    }

    @Test("aliases that stand for too much are refused")
    func aliasBomb() {
        let levels = (1...12).map {
            "  l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ", "))]"
        }
        let text = "id: bomb\nrequest:\n  l0: &l0 x\n" + levels.joined(separator: "\n") + "\n"
        let results = CaseSamples.load(text, file: "cases.yaml").map(CaseResult.init(running:))
        #expect(results.map(\.decision) == ["error"])
    }

    @Test(
        "the text tells its format where the name does not",
        arguments: [
            ("[]", CaseText.Format.json), ("{}\n{}", .jsonLines), ("{\n}", .json), ("id: x", .yaml), ("", .json),
        ]
    )
    func format(text: String, format: CaseText.Format) {
        #expect(CaseText(file: "-", bytes: Array(text.utf8)).format == format)
    }
}
