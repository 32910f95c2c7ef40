/// What a request says about its own signature: read, in time, in scope, covering what it must; not yet proven.
///
/// Made only by ``RequestVerifier/claim(_:under:at:)``. It keeps all that the proof needs, so it may wait for the body
/// while other requests are read. A class, because it is handed on more often than it is looked at.
public final class SignatureClaim: Sendable {
    public let algorithm: SignatureAlgorithm
    public let form: SignatureForm
    /// The public half of the key the caller says it signed with: look it up.
    public let accessKeyID: String
    public let signedAt: SigningTime
    /// The session token as it was sent. It need not be covered by the signature: it must prove itself.
    public let sessionToken: String?
    public let payload: PayloadCoverage
    let texts: ClaimTexts

    init(
        algorithm: SignatureAlgorithm,
        form: SignatureForm,
        accessKeyID: String,
        signedAt: SigningTime,
        sessionToken: String?,
        payload: PayloadCoverage,
        texts: ClaimTexts
    ) {
        self.algorithm = algorithm
        self.form = form
        self.accessKeyID = accessKeyID
        self.signedAt = signedAt
        self.sessionToken = sessionToken
        self.payload = payload
        self.texts = texts
    }

    public var scope: CredentialScope { texts.scope }
}
