import IAMPolicy
import Testing

/// Inputs made to be slow or to overflow something. They are not timed here: what would be more than linear in the
/// sizes below would not end within the test's patience.
@Suite("Hostile input")
struct HostileInputTests {
    private func query(
        _ action: String = "s3:GetObject",
        _ resource: String = "arn:aws:s3:::b/k",
        _ context: [String: [String]] = [:]
    ) throws -> AuthorizationQuery {
        AuthorizationQuery(
            principal: try Principal(arn: "arn:aws:iam::123456789012:user/alice"),
            action: action,
            resource: resource,
            context: context
        )
    }

    private func verdict(_ elements: String, _ query: AuthorizationQuery) throws -> Verdict {
        Authorizer.decide(query, EvaluationPolicies(identity: try .statement(.identity, elements))).verdict
    }

    @Test(
        "many wildcards against a text that nearly matches",
        arguments: [
            String(repeating: "*a", count: 2_000) + "b", String(repeating: "a*", count: 2_000) + "b",
            String(repeating: "*?", count: 2_000) + "b", String(repeating: "*", count: 4_000) + "b",
            "*" + String(repeating: "a", count: 2_000) + "b",
        ]
    )
    func wildcards(_ pattern: String) throws {
        let resource = "arn:aws:s3:::" + String(repeating: "a", count: 8_000)
        let elements = #""Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::\#(pattern)""#
        #expect(try verdict(elements, query("s3:GetObject", resource)) == .implicitDeny)
        #expect(try verdict(elements, query("s3:GetObject", resource + "b")) == .allowed)
    }

    @Test("wildcards that must stay in their segments, against a text of colons")
    func segmentWildcards() throws {
        let colons = String(repeating: ":a", count: 5_000)
        let elements = #""Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:*a*b:*a*b:x*b""#
        #expect(try verdict(elements, query("s3:GetObject", "arn:aws:s3" + colons)) == .implicitDeny)
    }

    @Test(
        "a pattern of a million asterisks or variables compiles in one pass",
        arguments: ["*", "?", "${*}", "$", "*:"]
    )
    func longPatterns(_ part: String) throws {
        let pattern = "arn:aws:s3:::" + String(repeating: part, count: 1_000_000 / part.utf8.count)
        let elements = #""Effect": "Allow", "Action": "s3:*", "Resource": "\#(pattern)""#
        let expected: Verdict = part == "*" ? .allowed : .implicitDeny
        #expect(try verdict(elements, query("s3:GetObject", "arn:aws:s3:::b/k")) == expected)
    }

    @Test("ten thousand statements, of which each request finds its own")
    func manyStatements() throws {
        let statements = (0..<10_000).map { index in
            #"{"Effect":"\#(index % 10 == 9 ? "Deny" : "Allow")","Action":"s3:Get*","Resource":"arn:aws:s3:::b-\#(index)/*"}"#
        }
        let text = #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
        let policies = EvaluationPolicies(identity: try PolicySet(.identity, text))
        for index in stride(from: 0, to: 10_000, by: 997) {
            let decision = Authorizer.decide(try query("s3:GetObject", "arn:aws:s3:::b-\(index)/k"), policies)
            #expect(decision.verdict == (index % 10 == 9 ? .explicitDeny : .allowed))
            #expect(decision[.identity]?.statement?.statement == index)
        }
        #expect(
            Authorizer.decide(try query("s3:GetObject", "arn:aws:s3:::b-10000/k"), policies).verdict == .implicitDeny
        )
    }

    @Test("a document of two megabytes")
    func longDocument() throws {
        let values = (0..<100_000).map { #""value-number-\#($0)""# }.joined(separator: ",")
        let elements =
            #""Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":[\#(values)]}}"#
        #expect(elements.utf8.count > 2_000_000)
        #expect(try verdict(elements, query(context("s3:prefix", ["value-number-99999"]))) == .allowed)
        #expect(try verdict(elements, query(context("s3:prefix", ["value-number-100000"]))) == .implicitDeny)
    }

    private func query(_ context: [String: [String]]) throws -> AuthorizationQuery {
        try query("s3:GetObject", "arn:aws:s3:::b/k", context)
    }

    private func context(_ key: String, _ values: [String]) -> [String: [String]] { [key: values] }

    @Test("a key with a thousand values, against a thousand patterns")
    func manyValues() throws {
        let values = (0..<1_000).map { "tag-\($0)" }
        let patterns = values.map { #""\#($0)*""# }.joined(separator: ",")
        let elements =
            #""Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAllValues:StringLike":{"aws:TagKeys":[\#(patterns)]}}"#
        #expect(try verdict(elements, query(context("aws:TagKeys", values))) == .allowed)
        #expect(try verdict(elements, query(context("aws:TagKeys", values + ["other"]))) == .implicitDeny)
    }

    @Test("a variable whose value is longer than any name")
    func longVariable() throws {
        let long = String(repeating: "x", count: 100_000)
        let elements = #""Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::*/${aws:PrincipalTag/t}/*""#
        let allowed = try query("s3:GetObject", "arn:aws:s3:::b/\(long)/k", ["aws:PrincipalTag/t": [long]])
        #expect(try verdict(elements, allowed) == .allowed)
        let denied = try query("s3:GetObject", "arn:aws:s3:::b/\(long)k", ["aws:PrincipalTag/t": [long]])
        #expect(try verdict(elements, denied) == .implicitDeny)
    }

    @Test("more actions than a set remembers are still decided")
    func manyActions() throws {
        let policies = EvaluationPolicies(
            identity: try .statement(.identity, #""Effect":"Allow","Action":"s3:*7","Resource":"*""#)
        )
        for index in 0..<5_000 {
            let expected: Verdict = index % 10 == 7 ? .allowed : .implicitDeny
            #expect(Authorizer.decide(try query("s3:Invented\(index)"), policies).verdict == expected)
        }
    }

    @Test("keys whose names differ only in their hash's reach are told apart")
    func manyKeys() throws {
        let context = Dictionary(uniqueKeysWithValues: (0..<500).map { ("aws:RequestTag/k\($0)", ["v\($0)"]) })
        let elements =
            #""Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:requesttag/K499":"v499"}}"#
        #expect(try verdict(elements, query(context)) == .allowed)
    }
}
