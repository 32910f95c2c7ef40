/// What the server knows of an access key: enough to check a signature made with it.
public struct SigningCredential: Sendable {
    /// The public half, such as `AKIAIOSFODNN7EXAMPLE`.
    public let accessKeyID: String
    public let secret: SecretAccessKey
    /// Present for temporary credentials: the request must then carry a session token. The caller has already checked
    /// that the token it carries belongs to this access key.
    public let session: Session?

    /// The life of a temporary credential.
    public struct Session: Hashable, Sendable {
        /// The first second at which the credential no longer works.
        public let expiresAt: SigningTime

        public init(expiresAt: SigningTime) {
            self.expiresAt = expiresAt
        }
    }

    public init(accessKeyID: String, secret: SecretAccessKey, session: Session? = nil) {
        self.accessKeyID = accessKeyID
        self.secret = secret
        self.session = session
    }
}
