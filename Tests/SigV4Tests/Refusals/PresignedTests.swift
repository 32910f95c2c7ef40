import SigV4
import Testing

/// Signatures in the query: their life, their parameters.
struct PresignedTests {
    @Test(arguments: [(1, 0), (1, 1), (300, 300), (604_800, 604_800), (0, 0)])
    func `a presigned request is good for the life it states`(expires: Int, age: Int) throws {
        let request = try SignedRequest.presigned(expiresInSeconds: expires)
        let verified = try request.verify(under: Fixture.lambda, at: Fixture.now.advanced(bySeconds: age))
        #expect(verified.form == .presigned(expiresInSeconds: expires))
    }

    @Test(arguments: [(0, 1), (1, 2), (604_800, 604_801)])
    func `and no longer`(expires: Int, age: Int) throws {
        let now = Fixture.now.advanced(bySeconds: age)
        let error = #expect(throws: SignatureError.self) {
            try SignedRequest.presigned(expiresInSeconds: expires).verify(under: Fixture.lambda, at: now)
        }
        #expect(error?.message == "Request has expired")
        #expect(error?.category == .presignedExpired)
    }

    @Test(arguments: [(-300, true), (-301, false)])
    func `it may be signed ahead of the clock by the skew at most`(age: Int, isAccepted: Bool) throws {
        let request = try SignedRequest.presigned()
        let now = Fixture.now.advanced(bySeconds: age)
        guard !isAccepted else {
            _ = try request.verify(under: Fixture.lambda, at: now)
            return
        }
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda, at: now) }
        #expect(error?.category == .clockSkew)
    }

    private static let tooLong =
        "X-Amz-Expires must be less than a week (in seconds); "
        + "that is, the given X-Amz-Expires must be less than 604800 seconds"

    @Test(arguments: [
        ("604801", tooLong), ("99999999999999999999999", tooLong), ("-1", "X-Amz-Expires must be non-negative"),
        ("", "X-Amz-Expires should be a number"), ("1.5", "X-Amz-Expires should be a number"),
        ("%2B5", "X-Amz-Expires should be a number"), ("0x10", "X-Amz-Expires should be a number"),
        ("-", "X-Amz-Expires should be a number"),
    ])
    func `a life that is no number within a week is refused`(value: String, message: String) throws {
        let request = try SignedRequest.presigned().targeting { $0.replacing("Expires=300", by: "Expires=\(value)") }
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda) }
        #expect(error?.message == message)
        #expect(error?.category == .invalidPresignedParameters)
    }

    @Test(arguments: ["Credential", "Signature", "SignedHeaders", "Date", "Expires"])
    func `each parameter is required`(_ name: String) throws {
        let request = try SignedRequest.presigned().targeting {
            $0.split(separator: "&").filter { !$0.hasPrefix("X-Amz-\(name)=") }.joined(separator: "&")
        }
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda) }
        #expect(
            error?.message == "AWS query-string parameters must include 'X-Amz-\(name)'. "
                + "Re-examine the query-string parameters."
        )
    }

    @Test(arguments: [
        "X-Amz-Credential=other%2F20130524%2Fus-east-1%2Flambda%2Faws4_request", "X-Amz-Expires=604800",
        "X-Amz-Date=20130525T000000Z", "X-Amz-SignedHeaders=host", "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
    ])
    func `a parameter added in front or behind breaks the signature`(_ parameter: String) throws {
        let request = try SignedRequest.presigned()
        let behind = request.targeting { "\($0)&\(parameter)" }
        #expect(throws: SignatureError.self) { try behind.verify(under: Fixture.lambda) }
        let ahead = request.targeting { $0.replacing("?", by: "?\(parameter)&") }
        #expect(throws: SignatureError.self) { try ahead.verify(under: Fixture.lambda) }
    }

    @Test func `of a repeated signature the first counts`() throws {
        let request = try SignedRequest.presigned()
        try request.targeting { $0 + "&X-Amz-Signature=00" }.verify(under: Fixture.lambda)
        #expect(throws: SignatureError.self) {
            try request.targeting { $0.replacing("?", by: "?X-Amz-Signature=00&") }.verify(under: Fixture.lambda)
        }
    }

    @Test func `parameters in other letters are no signature`() throws {
        let request = try SignedRequest.presigned().targeting { $0.replacing("X-Amz-", by: "x-amz-") }
        #expect(throws: SignatureError.missingAuthenticationToken) { try request.verify(under: Fixture.lambda) }
    }

    @Test func `an operation may take none`() throws {
        var policy = Fixture.lambda
        policy.presigned = nil
        #expect(throws: SignatureError.presignedRefused) { try SignedRequest.presigned().verify(under: policy) }
    }

    @Test func `the payload hash of a header must be signed here`() throws {
        let digest = Digest(hashing: SignedRequest.body)
        let request = try SignedRequest.presigned().adding([("X-Amz-Content-Sha256", digest.hex)])
        #expect(throws: SignatureError.headersNotSigned(["x-amz-content-sha256"])) {
            try request.verify(under: Fixture.lambda)
        }
    }
}
