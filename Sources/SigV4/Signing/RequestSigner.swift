/// Signs requests: for clients, tests and benchmarks.
public struct RequestSigner: Sendable {
    public let credential: SigningCredential
    public let sessionToken: String?
    public let region: String
    public let service: String
    public let algorithm: SignatureAlgorithm
    public let pathForm: CanonicalPathForm

    public init(
        credential: SigningCredential,
        sessionToken: String? = nil,
        region: String,
        service: String,
        algorithm: SignatureAlgorithm = .hmacSHA256,
        pathForm: CanonicalPathForm = .normalizedAndEncodedTwice
    ) {
        self.credential = credential
        self.sessionToken = sessionToken
        self.region = region
        self.service = service
        self.algorithm = algorithm
        self.pathForm = pathForm
    }
}

extension RequestSigner {
    /// The headers to add to a request so that it is signed, `Authorization` last.
    ///
    /// Every header of `head` is signed, so pass only those that reach the server unchanged.
    public func headers<Headers>(
        signing head: RequestHead<Headers>,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> [(name: String, value: String)] {
        throw .missingAuthenticationToken
    }

    /// The target, `path?query`, that carries the signature of a request in its query.
    public func presignedTarget<Headers>(
        signing head: RequestHead<Headers>,
        expiresInSeconds: Int,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> String {
        throw .missingAuthenticationToken
    }
}
