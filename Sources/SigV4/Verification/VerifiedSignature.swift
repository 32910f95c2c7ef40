/// Proof that the holder of an access key signed this request. Made only by
/// ``RequestVerifier/verify(_:with:body:at:)`` and its sibling.
public struct VerifiedSignature: Sendable {
    public let algorithm: SignatureAlgorithm
    public let form: SignatureForm
    public let accessKeyID: String
    public let scope: CredentialScope
    public let signedAt: SigningTime
    public let sessionToken: String?
    public let payload: PayloadCoverage
    /// Checks the chunks of a streamed body.
    let key: VerifyingKey

    init(_ claim: SignatureClaim, key: VerifyingKey) {
        algorithm = claim.algorithm
        form = claim.form
        accessKeyID = claim.accessKeyID
        scope = claim.scope
        signedAt = claim.signedAt
        sessionToken = claim.sessionToken
        payload = claim.payload
        self.key = key
    }
}
