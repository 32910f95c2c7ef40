import IAMPolicy
import Testing

@Suite("Smallest changes")
struct SmallestChangeTests {
    static let queue = "arn:aws:sqs:us-east-1:123456789012:q"
    private static let allow = #""Effect": "Allow", "Action": "*", "Resource": "*""#

    private func query(_ context: [String: [String]] = [:]) throws -> AuthorizationQuery {
        AuthorizationQuery(
            principal: try Principal(arn: "arn:aws:iam::123456789012:user/alice"),
            action: "sqs:SendMessage",
            resource: Self.queue,
            context: context
        )
    }

    func changes(_ policies: EvaluationPolicies, _ context: [String: [String]] = [:]) throws -> [String] {
        Explanation.smallestChanges(try query(context), policies).map(\.description)
    }

    @Test("without any policy a statement is added")
    func addStatement() throws {
        let document =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"\#(Self.queue)"}]}"#
        #expect(try changes(EvaluationPolicies()) == ["add to the identity policies \(document)"])
    }

    @Test("a pattern that came close is widened")
    func widenResource() throws {
        let identity = try PolicySet.statement(
            .identity,
            #""Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:us-east-1:123456789012:other""#
        )
        #expect(
            try changes(EvaluationPolicies(identity: identity)).first
                == "add '\(Self.queue)' to Resource of policy[0] statement 0 (Allow) at 1:41"
        )
    }

    @Test("a condition on a missing key is met by the key")
    func supplyContext() throws {
        let identity = try PolicySet.statement(
            .identity,
            Self.allow + #", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}"#
        )
        #expect(
            try changes(EvaluationPolicies(identity: identity)).first
                == "make the request with aws:RequestedRegion = us-east-1"
        )
    }

    @Test("a deny is removed, or its condition is not met")
    func explicitDeny() throws {
        let deny =
            #"{"Effect": "Deny", "Action": "*", "Resource": "*", "#
            + #""Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}"#
        let text = #"{"Version": "2012-10-17", "Statement": [{\#(Self.allow)}, \#(deny)]}"#
        let found = try changes(EvaluationPolicies(identity: PolicySet(.identity, text)))
        #expect(found.first == "make the request with aws:MultiFactorAuthPresent = true")
        #expect(found.last?.hasPrefix("remove policy[0] statement 1 (Deny)") == true)
    }

    @Test("two obstacles need two edits")
    func twoEdits() throws {
        let boundary = try PolicySet.statement(
            .permissionsBoundary,
            #""Effect": "Allow", "Action": "s3:*", "Resource": "*""#
        )
        let found = Explanation.smallestChanges(try query(), EvaluationPolicies(permissionsBoundary: boundary))
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.edits.count == 2 && $0.verdict == .allowed })
    }

    @Test("an allowed request is denied by taking out what allows it, or by a deny")
    func allowedRequest() throws {
        let found = try changes(EvaluationPolicies(identity: .statement(.identity, Self.allow)))
        #expect(found.count == 2)
        #expect(found.first == "remove policy[0] statement 0 (Allow) at 1:41")
    }

    @Test("an invalid policy in force is taken out whole")
    func invalidPolicy() throws {
        let allow = try PolicySet.statement(.identity, Self.allow).policies
        let broken = CompiledPolicy(enforcing: Array("{}".utf8), kind: .identity, identifier: "inline:broken")
        let policies = EvaluationPolicies(identity: PolicySet(allow + [broken]))
        #expect(Authorizer.decide(try query(), policies).verdict == .explicitDeny)
        #expect(try changes(policies) == ["remove inline:broken, whose text is invalid"])
    }
}

extension SmallestChangeTests {
    @Test("among many statements the search ends, and the first step is still found")
    func manyStatements() throws {
        let statements = (0..<5_000).map { index in
            #"{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:123456789012:other-\#(index)"}"#
        }
        let text = #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
        let found = try changes(EvaluationPolicies(identity: PolicySet(.identity, text)))
        #expect(found.first?.hasPrefix("add '\(Self.queue)' to Resource of policy[0] statement 0") == true)
    }
}
