import SigV4
import Testing

/// Targets and heads at the edges of HTTP.
struct RequestTargetTests {
    @Test(arguments: [
        ("*", RequestTargetFault.notAPath), ("", .notAPath), ("example.com:443", .notAPath), ("ftp://h/", .notAPath),
        ("http:///path", .notAPath), ("http://127.0.0.1:4566", .notAPath), ("http://other/", .hostDiffers),
        ("http://127.0.0.1:4566.evil/", .hostDiffers),
    ])
    func `a target without a path of this host is refused`(target: String, fault: RequestTargetFault) throws {
        let request = try SignedRequest.invocation().targeting { _ in target }
        #expect(throws: SignatureError.malformedTarget(fault)) { try request.verify(under: Fixture.lambda) }
    }

    @Test(arguments: ["", "GE T", "GET\r\n", "G:T"])
    func `a method that is no token is refused`(method: String) throws {
        var request = try SignedRequest.invocation()
        request.method = method
        #expect(throws: SignatureError.malformedTarget(.malformedMethod)) { try request.verify(under: Fixture.lambda) }
    }

    @Test func `a head beyond the limits is refused`() throws {
        let many = (0..<257).map { (name: "h\($0)", value: "") }
        #expect(throws: SignatureError.headTooLarge(.fields(limit: VerificationLimits.headerFields))) {
            try SignedRequest.invocation().adding(many).verify(under: Fixture.lambda)
        }
        let long = (name: "h", value: String(repeating: "a", count: VerificationLimits.headBytes))
        #expect(throws: SignatureError.headTooLarge(.bytes(limit: VerificationLimits.headBytes))) {
            try SignedRequest.invocation().adding([long]).verify(under: Fixture.lambda)
        }
    }

    @Test func `a refusal leaves the verifier ready for the next request`() throws {
        let verifier = RequestVerifier()
        let request = try SignedRequest.invocation()
        for broken in [request.removing("Host"), request.targeting { _ in "*" }, request.removing("Authorization")] {
            #expect(throws: SignatureError.self) { try broken.verify(under: Fixture.lambda, by: verifier) }
            try request.verify(under: Fixture.lambda, by: verifier)
        }
    }

    @Test func `claims wait for their bodies in any order`() throws {
        let verifier = RequestVerifier()
        let requests = try [SignedRequest.invocation(), SignedRequest.presigned()]
        let claims = try requests.map { try verifier.claim($0.head, under: Fixture.lambda, at: Fixture.now) }
        for (request, claim) in zip(requests, claims).reversed() {
            let body = request.body
            _ = try verifier.verify(claim, with: Fixture.credential, body: body.span.bytes, at: Fixture.now)
        }
    }

    @Test func `the claimed scope is a hint from either form`() throws {
        let expected = CredentialScope(date: "20130524", region: "us-east-1", service: "lambda")
        #expect(try SignedRequest.invocation().head.claimedScope == expected)
        #expect(try SignedRequest.presigned().head.claimedScope == expected)
        #expect(try SignedRequest.invocation(algorithm: .ecdsaP256SHA256).head.claimedScope?.region == nil)
        #expect(SignedRequest.unsigned.head.claimedScope == nil)
        #expect(SignedRequest.unsigned.adding([("authorization", "Bearer x")]).head.claimedScope == nil)
    }
}
