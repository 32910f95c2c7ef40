/// Signs requests: for clients, tests and benchmarks.
public struct RequestSigner: Sendable {
    public let credential: SigningCredential
    public let sessionToken: String?
    /// The region of the scope; in SigV4A the region set, names with `*` between commas.
    public let region: String
    public let service: String
    public let algorithm: SignatureAlgorithm
    public let pathForm: CanonicalPathForm
    /// Whether the session token is signed too. A few services (AWS IoT) want it added after signing.
    public let signsSessionToken: Bool

    public init(
        credential: SigningCredential,
        sessionToken: String? = nil,
        region: String,
        service: String,
        algorithm: SignatureAlgorithm = .hmacSHA256,
        pathForm: CanonicalPathForm = .normalizedAndEncodedTwice,
        signsSessionToken: Bool = true
    ) {
        self.credential = credential
        self.sessionToken = sessionToken
        self.region = region
        self.service = service
        self.algorithm = algorithm
        self.pathForm = pathForm
        self.signsSessionToken = signsSessionToken
    }

    /// The headers to add to a request so that it is signed, `Authorization` last.
    ///
    /// Every header of `head` is signed, so pass only those that reach the server unchanged.
    ///
    /// - Throws: what makes the request unreadable: ``SignatureError/malformedTarget(_:)``,
    ///   ``SignatureError/malformedQueryString(_:)``, ``SignatureError/headTooLarge(_:)``.
    public func headers<Headers>(
        signing head: RequestHead<Headers>,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> [(name: String, value: String)] {
        try signature(signing: head, payload: payload, at: now).headers
    }

    /// The target, `path?query`, that carries the signature of a request in its query.
    ///
    /// Every header of `head` is signed and must be sent with the request; `Host` suffices.
    ///
    /// - Throws: as ``headers(signing:payload:at:)``.
    public func presignedTarget<Headers>(
        signing head: RequestHead<Headers>,
        expiresInSeconds: Int,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> String {
        try presignature(signing: head, expiresInSeconds: expiresInSeconds, payload: payload, at: now).target
    }

    /// Access key id and scope.
    func credentialText(at now: SigningTime) -> String {
        switch algorithm {
        case .hmacSHA256: "\(credential.accessKeyID)/\(now.dateStamp)/\(region)/\(service)/aws4_request"
        case .ecdsaP256SHA256: "\(credential.accessKeyID)/\(now.dateStamp)/\(service)/aws4_request"
        }
    }
}
