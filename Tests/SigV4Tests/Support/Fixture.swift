import SigV4

/// A key, a clock, and the policies that tests share.
enum Fixture {
    /// 2013-05-24T00:00:00Z, the moment of the examples in S3's documentation.
    static let now = SigningTime(secondsSince1970: 1_369_353_600)
    static let credential = SigningCredential(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secret: SecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    )

    static let lambda = VerificationPolicy(service: "lambda", region: "us-east-1", clockSkewSeconds: 300)
    static let s3 = VerificationPolicy(
        service: "s3",
        region: "us-east-1",
        pathForm: .encodedOnce,
        payload: [.unsigned, .signedChunks, .unsignedChunks, .presignedIsUnsigned]
    )

    static func signer(
        for policy: VerificationPolicy,
        algorithm: SignatureAlgorithm = .hmacSHA256,
        sessionToken: String? = nil
    ) -> RequestSigner {
        RequestSigner(
            credential: credential,
            sessionToken: sessionToken,
            region: policy.region,
            service: policy.service,
            algorithm: algorithm,
            pathForm: policy.pathForm
        )
    }
}

extension RawRequest {
    /// Reads and proves the request.
    @discardableResult
    func verify(
        under policy: VerificationPolicy,
        with credential: SigningCredential? = Fixture.credential,
        at now: SigningTime = Fixture.now,
        by verifier: RequestVerifier = RequestVerifier()
    ) throws(SignatureError) -> VerifiedSignature {
        let claim = try verifier.claim(head, under: policy, at: now)
        return try verifier.verify(claim, with: credential, body: body.span.bytes, at: now)
    }
}
