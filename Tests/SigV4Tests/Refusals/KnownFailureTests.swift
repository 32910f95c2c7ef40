import Testing

@testable import SigV4

/// The faults that other verifiers had, one test each.
struct KnownFailureTests {
    /// MinIO CVE-2025-31489, SeaweedFS PR 7954: a payload mode whose signature was never checked.
    @Test(arguments: StreamingFormat.allCases)
    func `a wrong signature is refused in every streaming mode`(_ format: StreamingFormat) throws {
        let request = try StreamedRequest(format, chunks: []).request.flippingSignature()
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.s3) }
        #expect(error?.category == .signatureMismatch)
    }

    @Test(arguments: [true, false])
    func `a wrong signature is refused with an unsigned and with a sent payload hash`(isUnsigned: Bool) throws {
        let payload: SigningPayload = isUnsigned ? .unsigned : .hashedAndSent(Digest(hashing: SignedRequest.body))
        let request = try SignedRequest.invocation(payload: payload, policy: Fixture.s3).flippingSignature()
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.s3) }
        #expect(error?.category == .signatureMismatch)
    }

    /// MinIO CVE-2026-41145: the credential was read from the query, the check hung on the header.
    @Test func `credentials in both places are refused, and a credential alone is none`() throws {
        let presigned = try SignedRequest.presigned()
        let header = try #require(SignedRequest.invocation().headers.last)
        #expect(throws: SignatureError.conflictingAuthentication) {
            try presigned.adding([header]).verify(under: Fixture.lambda)
        }
        let credentialOnly = SignedRequest.unsigned.targeting {
            $0 + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Flambda%2Faws4_request"
        }
        #expect(throws: SignatureError.missingAuthenticationToken) {
            try credentialOnly.verify(under: Fixture.lambda)
        }
    }

    /// SeaweedFS PR 9121, RustFS GHSA-g8w9-qw9q-fghr, s3s PR 818: unsigned `x-amz-*` headers were honoured.
    @Test(arguments: [
        "x-amz-copy-source", "X-Amz-Invocation-Type", "x-amz-client-context", "X-AMZ-TARGET", "x-amz-meta-a",
        "x-amz-trailer", "x-amz-decoded-content-length", "x-amz-region-set",
    ])
    func `a header added to a captured request is refused`(_ name: String) throws {
        #expect(throws: SignatureError.headersNotSigned([name.lowercased()])) {
            try minimal().adding([(name, "value")]).verify(under: Fixture.lambda)
        }
        #expect(throws: SignatureError.headersNotSigned([name.lowercased()])) {
            try minimalPresigned().adding([(name, "value")]).verify(under: Fixture.lambda)
        }
    }

    @Test func `a header the operation reads must be signed`() throws {
        var policy = Fixture.lambda
        policy.mustBeSigned = ["range"]
        let request = try SignedRequest.invocation()
        try request.verify(under: policy)
        #expect(throws: SignatureError.headersNotSigned(["range"])) {
            try request.adding([("Range", "bytes=0-1")]).verify(under: policy)
        }
    }

    /// SeaweedFS PR 8878: the signature was a plain hash.
    @Test func `a hash without a key is no signature`() throws {
        let request = try SignedRequest.invocation()
        let error = #expect(throws: SignatureError.self) {
            try request.flippingSignature().verify(under: Fixture.lambda)
        }
        guard case .signatureMismatch(let mismatch) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let forged = Digest(hashing: Array(mismatch.stringToSign.utf8)).hex
        let forgery = request.replacing(request.signature, with: forged, in: "Authorization")
        #expect(throws: SignatureError.self) { try forgery.verify(under: Fixture.lambda) }
    }

    /// SeaweedFS tries the decoded path and several hosts until one matches.
    @Test func `there is one canonical form`() throws {
        let request = try SignedRequest.invocation()
        let decoded = request.targeting { $0.replacing("%3A", by: ":") }
        #expect(throws: SignatureError.self) { try decoded.verify(under: Fixture.lambda) }
        for host in ["127.0.0.1", "localhost:4566", "127.0.0.1:4566."] {
            let moved = request.changing("Host") { _ in host }.adding([("X-Forwarded-Host", "127.0.0.1:4566")])
            #expect(throws: SignatureError.self) { try moved.verify(under: Fixture.lambda) }
        }
    }

    /// MinIO: the key was derived from the scope's date, never compared with the request's: a leaked key of one day
    /// worked for ever.
    @Test func `a key of yesterday signs nothing today`() throws {
        let yesterday = Fixture.now.advanced(bySeconds: -86_400)
        let head = SignedRequest.unsigned.adding([("X-Amz-Date", Fixture.now.basicFormat)]).head
        let signer = Fixture.signer(for: Fixture.lambda)
        let payload = Digest(hashing: SignedRequest.body).hex
        let texts = try signer.texts(of: head, payloadLine: payload, leavingOut: [], at: yesterday)
        let request = SignedRequest.unsigned.adding([("X-Amz-Date", Fixture.now.basicFormat)])
            .authorized(signer.credentialText(at: yesterday), texts)
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda) }
        #expect(error?.category == .wrongScope)
    }

    /// predastore PR 19: host or date not among the signed headers, so the request could be moved.
    @Test(arguments: [(["X-Amz-Date"], "Host"), (["Host"], "X-Amz-Date"), (["Host"], "Date")])
    func `host and date must be signed`(signed: [String], unsigned: String) throws {
        let values = ["Host": "127.0.0.1:4566", "X-Amz-Date": Fixture.now.basicFormat, "Date": Fixture.now.basicFormat]
        let signer = Fixture.signer(for: Fixture.lambda)
        let bare = RawRequest(method: "GET", target: "/", headers: signed.map { ($0, values[$0] ?? "") })
        let payload = Digest.ofNothing.hex
        let texts = try signer.texts(of: bare.head, payloadLine: payload, leavingOut: [], at: Fixture.now)
        let request = bare.adding([(unsigned, values[unsigned] ?? "")])
            .authorized(signer.credentialText(at: Fixture.now), texts)
        let expected: SignatureError = unsigned == "Host" ? .hostNotSigned : .headersNotSigned([unsigned.lowercased()])
        #expect(throws: expected) { try request.verify(under: Fixture.lambda) }
    }

    /// floci 1841, ministack 1232: a signature that is there counted as one that is right.
    @Test(arguments: ["", "0", "00", String(repeating: "0", count: 64), String(repeating: "f", count: 10_000), "zz"])
    func `any other signature is refused`(_ signature: String) throws {
        let request = try SignedRequest.invocation()
        let forged = request.replacing(request.signature, with: signature, in: "Authorization")
        let error = #expect(throws: SignatureError.self) { try forged.verify(under: Fixture.lambda) }
        #expect(error?.category == .signatureMismatch)
    }

    /// s3proxy: the expected signature must not be in the answer.
    @Test func `a refusal never shows the expected signature`() throws {
        let request = try SignedRequest.invocation()
        let error = #expect(throws: SignatureError.self) {
            try request.flippingSignature().verify(under: Fixture.lambda)
        }
        #expect(!String(describing: error).contains(request.signature))
    }

    private static let bare = RawRequest(method: "GET", target: "/", headers: [("Host", "127.0.0.1:4566")])

    private func minimal() throws -> RawRequest {
        let signer = Fixture.signer(for: Fixture.lambda)
        return Self.bare.adding(
            try signer.headers(signing: Self.bare.head, payload: .hashed(.ofNothing), at: Fixture.now)
        )
    }

    private func minimalPresigned() throws -> RawRequest {
        var request = Self.bare
        request.target = try Fixture.signer(for: Fixture.lambda)
            .presignedTarget(signing: request.head, expiresInSeconds: 60, payload: .hashed(.ofNothing), at: Fixture.now)
        return request
    }
}

extension RawRequest {
    /// The signature of the `Authorization` header, which stands last in it.
    var signature: String {
        headers.last { $0.name == "Authorization" }.map { String($0.value.split(separator: "Signature=").last ?? "") }
            ?? ""
    }

    /// With the last digit of the signature changed.
    func flippingSignature() -> RawRequest {
        changing("Authorization") { $0.dropLast() + ($0.hasSuffix("0") ? "1" : "0") }
    }

    func authorized(_ credential: String, _ texts: SigningTexts) -> RawRequest {
        adding([
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=\(texts.signedHeaders), "
                    + "Signature=\(texts.signature)"
            )
        ])
    }
}
