import SigV4
import Testing

/// AWS's messages, to the letter.
struct MessageTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let change: @Sendable (RawRequest) -> RawRequest
        let message: String
        let category: SignatureError.Category

        var testDescription: String { name }

        init(
            _ name: String,
            _ category: SignatureError.Category,
            _ message: String,
            _ change: @escaping @Sendable (RawRequest) -> RawRequest
        ) {
            self.name = name
            self.change = change
            self.message = message
            self.category = category
        }
    }

    static let mismatch =
        "The request signature we calculated does not match the signature you provided. "
        + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."

    static let headerCases = [
        Case("no signature", .missingAuthentication, "Request is missing Authentication Token") {
            $0.removing("Authorization")
        },
        Case("both forms", .conflictingAuthentication, "") {
            $0.targeting { $0 + "&X-Amz-Algorithm=AWS4-HMAC-SHA256" }
        },
        Case("incomplete escape in the query", .malformedQueryString, "Incomplete trailing escape % sequence") {
            $0.targeting { $0 + "&c=%2" }
        },
        Case("illegal escape in the query", .malformedQueryString, "Illegal hex character in escape % pattern: %2x") {
            $0.targeting { $0 + "&c=%2x" }
        },
        Case("another scheme", .incompleteSignature, "Unsupported AWS 'algorithm': 'Bearer'.") {
            $0.changing("Authorization") { _ in "Bearer abc" }
        },
        Case("version 2", .incompleteSignature, "Unsupported AWS 'algorithm': 'AWS'.") {
            $0.changing("Authorization") { _ in "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=" }
        },
        Case(
            "no equal-sign",
            .incompleteSignature,
            "'SignedHeaders' not a valid key=value pair (missing equal-sign) in Authorization header: "
                + "'AWS4-HMAC-SHA256 Credential=a, SignedHeaders, Signature=b'."
        ) {
            $0.changing("Authorization") { _ in "AWS4-HMAC-SHA256 Credential=a, SignedHeaders, Signature=b" }
        },
        Case(
            "nothing but the algorithm",
            .incompleteSignature,
            "Authorization header requires 'Credential' parameter. "
                + "Authorization header requires 'Signature' parameter. "
                + "Authorization header requires 'SignedHeaders' parameter. "
                + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                + "Authorization=AWS4-HMAC-SHA256"
        ) {
            $0.removing("X-Amz-Date").changing("Authorization") { _ in "AWS4-HMAC-SHA256" }
        },
        Case(
            "host not signed",
            .signatureMismatch,
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
        ) {
            $0.replacing("host;", with: "", in: "Authorization")
        },
        Case(
            "a date in words",
            .incompleteSignature,
            "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601"
        ) {
            $0.changing("X-Amz-Date") { _ in "yesterday" }
        },
        Case(
            "too old",
            .clockSkew,
            "Signature expired: 20130523T235459Z is now earlier than 20130523T235500Z (20130524T000000Z - 5 min.)"
        ) {
            $0.changing("X-Amz-Date") { _ in "20130523T235459Z" }
        },
        Case(
            "from the future",
            .clockSkew,
            "Signature not yet current: 20130524T000501Z is still later than 20130524T000500Z "
                + "(20130524T000000Z + 5 min.)"
        ) {
            $0.changing("X-Amz-Date") { _ in "20130524T000501Z" }
        },
        Case(
            "four elements",
            .incompleteSignature,
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + "got 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/aws4_request'"
        ) {
            $0.replacing("/lambda/", with: "/", in: "Authorization")
        },
        Case(
            "six elements",
            .incompleteSignature,
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + "got 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/lambda/x/aws4_request'"
        ) {
            $0.replacing("/lambda/", with: "/lambda/x/", in: "Authorization")
        },
        Case(
            "every part of the scope wrong",
            .wrongScope,
            "Credential should be scoped to a valid region, not 'mars'. "
                + "Credential should be scoped to correct service: 'lambda'. "
                + "Credential should be scoped with a valid terminator: 'aws4_request', not 'end'. "
                + "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'20130523' != '20130524', from '20130524T000000Z'."
        ) {
            $0.replacing("20130524/us-east-1/lambda/aws4_request", with: "20130523/mars/s3/end", in: "Authorization")
        },
        Case(
            "an unsigned header with meaning",
            .headersNotSigned,
            "There were headers present in the request which were not signed"
        ) {
            $0.adding([("X-Amz-Log-Type", "Tail")])
        },
        Case(
            "a session token with a long-term key",
            .invalidSessionToken,
            "The security token included in the request is invalid"
        ) {
            $0.adding([("X-Amz-Security-Token", "token")])
        },
        Case("another body", .signatureMismatch, mismatch) {
            var request = $0
            request.body.append(0)
            return request
        },
    ]

    @Test(arguments: headerCases)
    func `the header form is refused in AWS's words`(_ testCase: Case) throws {
        let error = #expect(throws: SignatureError.self) {
            try testCase.change(SignedRequest.invocation()).verify(under: Fixture.lambda)
        }
        #expect(error?.message == testCase.message)
        #expect(error?.category == testCase.category)
    }

    @Test func `an unknown key is refused in AWS's words`() throws {
        let error = #expect(throws: SignatureError.unknownAccessKey) {
            try SignedRequest.invocation().verify(under: Fixture.lambda, with: nil)
        }
        #expect(error?.message == "The security token included in the request is invalid.")
    }
}
