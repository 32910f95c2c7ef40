import IAMPolicy
import Testing

@Suite("Parsing policies")
struct PolicyParsingTests {
    private static let head = #"{"Version":"2012-10-17","Statement":["#
    private static let valid = #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#

    private func parse(_ text: String, _ kind: PolicyKind = .identity) throws(PolicyParseError) -> PolicyDocument {
        try PolicyDocument(parsing: Array(text.utf8), kind: kind)
    }

    private func failure(_ text: String, _ kind: PolicyKind = .identity) -> PolicyParseError? {
        do {
            _ = try parse(text, kind)
            return nil
        } catch {
            return error
        }
    }

    /// Statements that are refused, with AWS's message and the place of the fault in `[statement]`.
    @Test(
        "a wrong statement is refused in AWS's words",
        arguments: [
            (#"{"Action":"s3:*","Resource":"*"}"#, "Syntax errors in policy.", 1),
            (#"{"Effect":"allow","Action":"s3:*","Resource":"*"}"#, "Syntax errors in policy.", 11),
            (#"{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}"#, "Syntax errors in policy.", 19),
            (#"{"Effect":"Allow","Resource":"*"}"#, "Policy statement must contain actions.", 1),
            (#"{"Effect":"Allow","Action":[],"Resource":"*"}"#, "Policy statement must contain actions.", 19),
            (#"{"Effect":"Allow","NotAction":[],"Resource":"*"}"#, "Policy statement must contain actions.", 19),
            (#"{"Effect":"Allow","Action":"s3:*"}"#, "Policy statement must contain resources.", 1),
            (#"{"Effect":"Allow","Action":"s3:*","NotResource":[]}"#, "Policy statement must contain resources.", 35),
            (#"{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*"}"#, "Syntax errors in policy.", 35),
            (#"{"Effect":"Allow","Action":"s3:*","Resource":"*","NotResource":"*"}"#, "Syntax errors in policy.", 50),
            (#"{"Effect":"Allow","Action":7,"Resource":"*"}"#, "Syntax errors in policy.", 28),
            (#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Colour":"red"}"#, "Syntax errors in policy.", 50),
            (
                #"{"Effect":"Allow","Action":"GetObject","Resource":"*"}"#,
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.", 28
            ),
            (
                #"{"Effect":"Allow","Action":"s3:a:b","Resource":"*"}"#,
                "Actions/Condition can contain only one colon.", 28
            ),
            (#"{"Effect":"Allow","Action":"s*:Get","Resource":"*"}"#, "Vendor s* is not valid", 28),
            (#"{"Effect":"Allow","Action":"s3:*","Resource":"b"}"#, #"Resource b must be in ARN format or "*"."#, 46),
            (
                #"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#,
                "Policy document should not specify a principal.", 19
            ),
            (
                #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLikely":{"a:b":"c"}}}"#,
                "Invalid Condition type : StringLikely.", 63
            ),
            (
                #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NullIfExists":{"a:b":"true"}}}"#,
                "Invalid Condition type : NullIfExists.", 63
            ),
            (
                #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":"true","A:B":"true"}}}"#,
                "Syntax errors in policy.", 84
            ),
            (
                #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username"}"#,
                "Syntax errors in policy.", 46
            ),
            (#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${}"}"#, "Syntax errors in policy.", 46),
            (
                #"{"Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*"}"#,
                "Statement IDs (SID) must be alpha-numeric. "
                    + "Check that your input satisfies the regular expression [0-9A-Za-z]*",
                8
            ),
        ]
    )
    func statementFaults(_ statement: String, _ message: String, _ column: Int) throws {
        let error = try #require(failure(Self.head + statement + "]}"))
        #expect(error.message == message)
        #expect(error.location == SourceLocation(line: 1, column: Self.head.utf8.count + column))
    }

    @Test(
        "a wrong document is refused",
        arguments: [
            "", "{", "null", "[]", "{}", #"{"Statement":[]}"#, #"{"Version":"2012-10-17"}"#,
            #"{"Version":"2011-01-01","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
            #"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]} x"#,
            #"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},]}"#,
            #"{"Statement":[{"Effect":"Allow","Action":"\ud800","Resource":"*"}]}"#,
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:\u{1}\",\"Resource\":\"*\"}]}",
            #"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}],"Statement":[]}"#,
            #"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"a:b":01}}}]}"#,
        ]
    )
    func documentFaults(_ text: String) {
        #expect(failure(text)?.message == "Syntax errors in policy.")
    }

    @Test("bytes that are not UTF-8 are refused")
    func invalidUTF8() {
        let text = Array(#"{"Statement":[{"Sid":""#.utf8) + [0xC0, 0x80]
        #expect(throws: PolicyParseError.self) { try PolicyDocument(parsing: text, kind: .identity) }
    }

    @Test("nesting is bounded, however deep the text goes on")
    func deepNesting() {
        let text = String(repeating: #"{"a":["#, count: 100_000)
        #expect(failure(text)?.detail == "nested deeper than 16 levels")
    }

    @Test("a document longer than the bound is refused before it is read")
    func tooLong() {
        let text = [UInt8](repeating: UInt8(ascii: " "), count: PolicyDocument.maximumBytes + 1)
        #expect(throws: PolicyParseError.self) { try PolicyDocument(parsing: text, kind: .identity) }
    }

    @Test(
        "each kind has its grammar",
        arguments: [
            (PolicyKind.resource, #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#),
            (.resource, #"{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"s3:*","Resource":"*"}"#),
            (
                .resource,
                #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:user/*"},"Action":"s3:*","Resource":"*"}"#
            ),
            (.resource, #"{"Effect":"Allow","Principal":{"AWS":[]},"Action":"s3:*","Resource":"*"}"#),
            (.resource, #"{"Effect":"Allow","Principal":"me","Action":"s3:*","Resource":"*"}"#),
            (.resource, #"{"Effect":"Allow","Principal":{"Group":"g"},"Action":"s3:*","Resource":"*"}"#),
            (.roleTrust, #"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}"#),
            (.roleTrust, #"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}"#),
            (.roleTrust, #"{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}"#),
            (.roleTrust, #"{"Effect":"Allow","Action":"sts:AssumeRole"}"#),
            (.serviceControl, #"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#),
            (.resourceControl, #"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#),
            (.resourceControl, #"{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"s3:*","Resource":"*"}"#),
            (.resourceControl, #"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#),
            (.vpcEndpoint, #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#),
        ]
    )
    func kinds(_ kind: PolicyKind, _ statement: String) {
        #expect(failure(Self.head + statement + "]}", kind) != nil)
    }

    @Test(
        "what each kind asks for is accepted",
        arguments: [
            (
                PolicyKind.resource,
                #"{"Effect":"Allow","Principal":{"AWS":["123456789012","AROAEXAMPLEEXAMPLE12"]},"Action":"s3:*","Resource":"*"}"#
            ),
            (
                .resource,
                #"{"Effect":"Deny","NotPrincipal":{"Service":"s3.amazonaws.com"},"Action":"s3:*","Resource":"*"}"#
            ),
            (
                .roleTrust,
                #"{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"sts:AssumeRoleWithWebIdentity"}"#
            ),
            (.serviceControl, #"{"Effect":"Allow","NotAction":"iam:*","Resource":"*","Condition":{}}"#),
            (.resourceControl, #"{"Effect":"Deny","Principal":"*","Action":"s3:*","NotResource":"*"}"#),
            (.resourceControl, #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#),
            (.vpcEndpoint, #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#),
        ]
    )
    func acceptedKinds(_ kind: PolicyKind, _ statement: String) throws {
        #expect(try parse(Self.head + statement + "]}", kind).statements.count == 1)
    }

    @Test("lines and columns count characters, from one")
    func locations() throws {
        let text = """
            {
              "Id": "é𝄞",  "Version": "2012-10-17",
              "Statement": [{"Sid": "S", "Effect": "Allow",
                "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]
            }
            """
        let statement = try #require(try parse(text).statements.first)
        #expect(statement.location == SourceLocation(line: 3, column: 17))
        #expect(statement.sid?.location == SourceLocation(line: 3, column: 25))
        #expect(statement.action.location == SourceLocation(line: 4, column: 5))
        #expect(statement.action.patterns.map(\.location.column) == [16, 27])
        #expect(try parse(text).id == "é𝄞")
    }

    @Test("escapes mean the characters they stand for")
    func escapes() throws {
        let text =
            #"{"Statement":{"Effect":"Allow","Action":"\u0073\u0033:*","Resource":"arn:aws:s3:::b\/\ud834\udd1e\n"}}"#
        let statement = try #require(try parse(text).statements.first)
        #expect(statement.action.patterns.map(\.value) == ["s3:*"])
        #expect(statement.resource?.patterns.map(\.value) == ["arn:aws:s3:::b/𝄞\n"])
    }

    @Test("white space between elements does not count against quotas")
    func countedCharacters() throws {
        let dense = #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a b"}}"#
        let loose = dense.replacing(",", with: " ,\n\t").replacing(":{", with: ": {\r\n")
        #expect(try parse(dense).countedCharacters == dense.utf8.count)
        #expect(try parse(loose).countedCharacters == dense.utf8.count)
    }

    @Test(
        "a value that is not of its operator's type is found",
        arguments: [
            ("NumericEquals", "ten"), ("NumericEquals", "${aws:PrincipalTag/n}"), ("DateLessThan", "2026-02-30"),
            ("Bool", "perhaps"), ("BinaryEquals", "not base64!"), ("IpAddress", "10.0.0.0/33"), ("ArnLike", "arn:aws"),
            ("Null", "yes"),
        ]
    )
    func findings(_ operation: String, _ value: String) throws {
        let statement =
            #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"\#(operation)":{"a:b":"\#(value)"}}}"#
        let findings = try parse(Self.head + statement + "]}").findings
        #expect(findings.count == 1)
        #expect(findings.first?.message.contains("'\(value)'") == true)
    }

    @Test("a policy in force whose text is invalid denies, and says why")
    func enforcedInvalidPolicy() throws {
        let policy = CompiledPolicy(enforcing: Array("{".utf8), kind: .identity, identifier: "inline:broken")
        let allow = try PolicySet.statement(.identity, #""Effect":"Allow","Action":"*","Resource":"*""#).policies
        let query = AuthorizationQuery(
            principal: try Principal(arn: "arn:aws:iam::123456789012:user/alice"),
            action: "s3:GetObject",
            resource: "arn:aws:s3:::b/k"
        )
        let policies = EvaluationPolicies(identity: PolicySet(allow + [policy]))
        let decision = Authorizer.decide(query, policies)
        #expect(decision.verdict == .explicitDeny)
        #expect(decision.decidingStatements(in: policies).map(\.policyIdentifier) == ["inline:broken"])
        guard case .failure = policy.document else {
            Issue.record("the text was taken for a policy")
            return
        }
    }
}
