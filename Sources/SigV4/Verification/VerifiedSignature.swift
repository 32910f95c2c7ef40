/// Proof that the holder of an access key signed this request. Made only by
/// ``RequestVerifier/verify(_:with:body:at:)`` and its sibling.
public struct VerifiedSignature: Sendable {
    /// What was claimed and is now proven.
    private let claim: SignatureClaim
    /// Checks the chunks of a streamed body.
    let key: VerifyingKey

    init(_ claim: SignatureClaim, key: VerifyingKey) {
        self.claim = claim
        self.key = key
    }

    var claimTexts: ClaimTexts { claim.texts }

    public var algorithm: SignatureAlgorithm { claim.algorithm }
    public var form: SignatureForm { claim.form }
    public var accessKeyID: String { claim.accessKeyID }
    public var scope: CredentialScope { claim.scope }
    public var signedAt: SigningTime { claim.signedAt }
    public var sessionToken: String? { claim.sessionToken }
    public var payload: PayloadCoverage { claim.payload }
}
