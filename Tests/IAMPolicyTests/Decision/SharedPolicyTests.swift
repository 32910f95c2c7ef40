import IAMPolicy
import Testing

@Suite("Policies shared by many")
struct SharedPolicyTests {
    @Test("plans made by several tasks at once decide as one made alone")
    func concurrentPlans() async throws {
        let elements = #""Effect": "Allow", "Action": ["s3:*7", "s3:A?3*"], "Resource": "arn:aws:s3:::b/*""#
        let principal = try Principal(arn: "arn:aws:iam::123456789012:user/alice")
        let shared = EvaluationPolicies(identity: try .statement(.identity, elements))
        let expected = try verdicts(principal, EvaluationPolicies(identity: .statement(.identity, elements)))
        let found = await withTaskGroup(of: [Verdict].self) { group in
            for _ in 0..<8 {
                group.addTask { verdicts(principal, shared) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(expected.contains(.allowed) && expected.contains(.implicitDeny))
        #expect(found == Array(repeating: expected, count: 8))
    }

    private func verdicts(_ principal: Principal, _ policies: EvaluationPolicies) -> [Verdict] {
        let context = RequestContext(principal: principal)
        return (0..<400).map { index in
            let query = AuthorizationQuery(
                action: "s3:Action\(index)",
                resource: "arn:aws:s3:::b/k",
                resourceAccount: "123456789012",
                context: context
            )
            return Authorizer.decide(query, policies).verdict
        }
    }

    @Test("one compiled policy serves several sets")
    func sharedPolicy() throws {
        let policy = try PolicySet.statement(.identity, #""Effect": "Allow", "Action": "*", "Resource": "*""#).policies
        for set in [PolicySet(policy), PolicySet(policy + policy)] {
            let query = AuthorizationQuery(
                principal: try Principal(arn: "arn:aws:iam::123456789012:user/alice"),
                action: "s3:GetObject",
                resource: "arn:aws:s3:::b/k"
            )
            let decision = Authorizer.decide(query, EvaluationPolicies(identity: set))
            #expect(decision[.identity]?.statement == StatementReference(level: 0, policy: 0, statement: 0))
        }
    }

    @Test("a context is copied and extended, and lists every key with its values")
    func contexts() throws {
        var prefilled = RequestContext(principal: try Principal(arn: "arn:aws:iam::123456789012:user/team/alice"))
        prefilled.set("aws:PrincipalTag/Team", to: "red")
        var context = prefilled
        context.set("aws:TagKeys", toAll: ["a", "b"])
        context.set("AWS:principaltag/team", to: "blue")
        context.set("s3:prefix", toAll: [])
        #expect(
            context.entries.map { "\($0.key)=\($0.values.joined(separator: ","))" } == [
                "aws:PrincipalArn=arn:aws:iam::123456789012:user/team/alice", "aws:PrincipalAccount=123456789012",
                "aws:PrincipalType=User", "aws:username=alice", "aws:PrincipalTag/Team=blue", "aws:TagKeys=a,b",
                "s3:prefix=",
            ]
        )
        #expect(prefilled["AWS:PRINCIPALTAG/TEAM"] == ["red"])
        #expect(prefilled["aws:TagKeys"] == nil)
        let query = AuthorizationQuery(action: "s3:ListBucket", resource: "arn:aws:s3:::b", context: context)
        #expect(query.context.entries.count == 7)
        #expect(query.principal == prefilled.principal)
    }
}
