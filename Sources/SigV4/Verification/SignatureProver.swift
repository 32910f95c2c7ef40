/// Steps 14 to 16 of AWS's order: the session token, the key, the signature.
struct SignatureProver {
    private var signingKeys: KeyCache<SigningKey>
    private var asymmetricKeys: KeyCache<P256Key?>
    /// Stand in for the key of an access key id that does not exist, so that the answer takes as long.
    private let noSigningKey: SigningKey
    private let noAsymmetricKey: P256Key?

    init(signingKeyCapacity: Int) {
        signingKeys = KeyCache(capacity: signingKeyCapacity)
        asymmetricKeys = KeyCache(capacity: signingKeyCapacity)
        let noSecret = SecretAccessKey("")
        noSigningKey = SigningKey(from: noSecret, date: "", region: "", service: "")
        noAsymmetricKey = P256Key(from: noSecret, accessKeyID: "")
    }

    mutating func forget(accessKeyID: String) {
        signingKeys.removeAll(accessKeyID: accessKeyID)
        asymmetricKeys.removeAll(accessKeyID: accessKeyID)
    }

    /// - Parameters:
    ///   - credential: the key the claim names, `nil` if there is none.
    ///   - payload: the hash of the body; `nil` where the claim does not cover it so.
    mutating func prove(
        _ claim: SignatureClaim,
        with credential: SigningCredential?,
        payload: Digest?,
        at now: SigningTime
    ) throws(SignatureError) -> VerifiedSignature {
        guard let credential, credential.accessKeyID == claim.accessKeyID else {
            _ = claim.isSigned(by: noKey(for: claim.algorithm), payload: payload)
            throw .unknownAccessKey
        }
        try credential.checkSession(of: claim, at: now)
        let key = key(of: credential.secret, for: claim)
        guard claim.isSigned(by: key, payload: payload) else {
            throw .signatureMismatch(claim.mismatch(payload: payload))
        }
        try claim.checkClaimedHash(against: payload)
        return VerifiedSignature(claim, key: key)
    }

    private func noKey(for algorithm: SignatureAlgorithm) -> VerifyingKey {
        switch algorithm {
        case .hmacSHA256: .hmac(noSigningKey)
        case .ecdsaP256SHA256: .asymmetric(noAsymmetricKey)
        }
    }

    private mutating func key(of secret: SecretAccessKey, for claim: SignatureClaim) -> VerifyingKey {
        claim.texts.withPieces { texts in
            switch claim.algorithm {
            case .hmacSHA256:
                .hmac(
                    signingKeys.key(for: texts.credential, of: secret) { SigningKey(from: secret, scope: claim.scope) }
                )
            case .ecdsaP256SHA256:
                .asymmetric(
                    asymmetricKeys.key(for: texts.credential, of: secret) {
                        P256Key(from: secret, accessKeyID: claim.accessKeyID)
                    }
                )
            }
        }
    }
}
