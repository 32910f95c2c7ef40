import Foundation
import IAMPolicy
import Testing

@Suite("Explanations in text and JSON")
struct ExplanationTextTests {
    private static let policy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {"Sid": "Own", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}/*"},
            {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
             "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red", "${aws:PrincipalTag/other}"]}}},
            {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}
          ]
        }
        """

    private func explanation() throws -> Explanation {
        let query = AuthorizationQuery(
            principal: try Principal(arn: "arn:aws:iam::123456789012:user/alice"),
            action: "s3:GetObject",
            resource: "arn:aws:s3:::b/bob/k",
            resourceAccount: "123456789012",
            context: ["aws:PrincipalTag/team": ["blue"]]
        )
        return Explanation(query, EvaluationPolicies(identity: try PolicySet(.identity, Self.policy)))
    }

    @Test("each statement tells the first element that did not match, with variables replaced")
    func mismatches() throws {
        let statements = try explanation().statements
        #expect(statements.map(\.mismatch?.element) == ["Resource", "Condition", "Action"])
        #expect(statements[0].mismatch?.resolvedPatterns == ["arn:aws:s3:::b/alice/*"])
        #expect(statements[1].mismatch?.requested == ["blue"])
        #expect(statements[1].mismatch?.resolvedPatterns == ["red", nil])
        #expect(statements[1].mismatch?.location == SourceLocation(line: 6, column: 37))
    }

    @Test("the text shows layers and the statements that came close")
    func text() throws {
        let text = try explanation().description
        #expect(
            text == """
                implicitDeny: User: arn:aws:iam::123456789012:user/alice is not authorized to perform: s3:GetObject \
                on resource: arn:aws:s3:::b/bob/k because no identity-based policy allows the s3:GetObject action
                layers
                  identity: implicitDeny
                statements that came close
                  policy[0] statement 0 "Own" (Allow) at 4:5
                    Resource at 4:65: the request has 'arn:aws:s3:::b/bob/k', the policy \
                'arn:aws:s3:::b/${aws:username}/*' (here 'arn:aws:s3:::b/alice/*')
                  policy[0] statement 1 (Allow) at 5:5
                    Condition StringEquals aws:PrincipalTag/team at 6:37: the request has 'blue', the policy 'red', \
                '${aws:PrincipalTag/other}' (a variable has no value)
                """
        )
    }

    @Test("the JSON is JSON, on one line")
    func json() throws {
        let json = try explanation().json()
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(!json.contains("\n"))
        #expect(object?["decision"] as? String == "implicitDeny")
        #expect(object?["deniedBy"] as? String == "identity")
        #expect((object?["statements"] as? [Any])?.count == 3)
    }
}
