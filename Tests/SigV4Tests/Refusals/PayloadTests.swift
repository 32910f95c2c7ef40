import SigV4
import Testing

/// How a body may be covered, and where.
struct PayloadTests {
    @Test func `a sent hash that is right is accepted`() throws {
        let request = try SignedRequest.invocation(payload: .hashedAndSent(Digest(hashing: SignedRequest.body)))
        #expect(try request.verify(under: Fixture.lambda).payload == .hashed)
    }

    @Test func `a sent hash that is signed but not the body's is refused`() throws {
        let claimed = Digest(hashing: [1])
        let request = try SignedRequest.invocation(payload: .hashedAndSent(claimed))
        let computed = Digest(hashing: SignedRequest.body)
        #expect(throws: SignatureError.contentSHA256Mismatch(claimed: claimed.hex, computed: computed.hex)) {
            try request.verify(under: Fixture.lambda)
        }
    }

    @Test func `a body that was not hashed proves nothing`() throws {
        let request = try SignedRequest.invocation(payload: .hashedAndSent(Digest(hashing: SignedRequest.body)))
        let verifier = RequestVerifier()
        let claim = try verifier.claim(request.head, under: Fixture.lambda, at: Fixture.now)
        #expect(throws: SignatureError.self) {
            try verifier.verify(claim, with: Fixture.credential, payload: nil, at: Fixture.now)
        }
    }

    @Test func `a body hashed while it arrived is verified`() throws {
        let request = try SignedRequest.invocation()
        let verifier = RequestVerifier()
        let claim = try verifier.claim(request.head, under: Fixture.lambda, at: Fixture.now)
        var hasher = PayloadHasher()
        for byte in request.body {
            let piece = [byte]
            hasher.update(piece.span.bytes)
        }
        _ = try verifier.verify(claim, with: Fixture.credential, payload: hasher.finish(), at: Fixture.now)
    }

    @Test(arguments: ["UNSIGNED-PAYLOAD"] + StreamingFormat.allCases.map(\.rawValue))
    func `S3's ways are refused elsewhere`(_ name: String) throws {
        let request = try SignedRequest.invocation().adding([("X-Amz-Content-Sha256", name)])
        #expect(throws: SignatureError.payloadFormRefused(name)) { try request.verify(under: Fixture.lambda) }
    }

    @Test(arguments: [
        "", "unsigned-payload", "abc", String(repeating: "g", count: 64), String(repeating: "A", count: 64),
        "STREAMING-AWS4-HMAC-SHA512-PAYLOAD",
    ])
    func `what is neither a hash nor a known name is refused`(_ name: String) throws {
        let request = try SignedRequest.invocation().adding([("X-Amz-Content-Sha256", name)])
        #expect(throws: SignatureError.malformedContentSHA256(name)) { try request.verify(under: Fixture.s3Endpoint) }
    }

    @Test func `an unsigned payload covers any body, and says so`() throws {
        var request = try SignedRequest.invocation(payload: .unsigned, policy: Fixture.s3)
        request.body = [1, 2, 3]
        #expect(try request.verify(under: Fixture.s3).payload == .unsigned)
    }

    @Test(arguments: [StreamingFormat.signed, .unsignedWithTrailer])
    func `streaming is refused where the operation does not take it`(_ format: StreamingFormat) throws {
        var policy = Fixture.s3
        policy.payload.remove(format.chunkAlgorithm == nil ? .unsignedChunks : .signedChunks)
        let request = try StreamedRequest(format, chunks: []).request
        try request.verify(under: Fixture.s3)
        #expect(throws: SignatureError.payloadFormRefused(format.rawValue)) { try request.verify(under: policy) }
    }

    @Test func `streaming needs the decoded length and the announced trailers`() throws {
        let request = try StreamedRequest(.unsignedWithTrailer, chunks: []).request
        #expect(throws: SignatureError.signedHeaderAbsent("x-amz-decoded-content-length")) {
            try request.removing("x-amz-decoded-content-length").verify(under: Fixture.s3)
        }
        #expect(throws: SignatureError.signedHeaderAbsent("x-amz-trailer")) {
            try request.removing("x-amz-trailer").verify(under: Fixture.s3)
        }
    }
}

extension Fixture {
    /// The payload rules of S3 with the scope of Lambda.
    fileprivate static var s3Endpoint: VerificationPolicy {
        var policy = lambda
        policy.payload = s3.payload
        return policy
    }
}
