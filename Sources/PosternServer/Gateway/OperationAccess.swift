import SigV4

/// What an operation asks of its requests before policies are looked at.
struct OperationAccess: Sendable {
    /// Whether a request without a signature is taken, as an anonymous caller.
    var allowsAnonymous: Bool
    /// The most bytes of body that are read; of a streamed body, with its chunk headers and trailer.
    var bodyLimitBytes: Int
    /// Ways of covering the body beside those that every operation of the service takes (``SigningProfile/payload``):
    /// `[.signedChunks, .unsignedChunks]` for S3's `PutObject` and `UploadPart`, nothing for all others.
    var payload: PayloadRules
    /// Headers, lower case, that must be signed whenever they are sent; `x-amz-*` need not be listed.
    var signedHeaders: [String]

    init(
        allowsAnonymous: Bool = false,
        bodyLimitBytes: Int = 1024 * 1024,
        payload: PayloadRules = [],
        signedHeaders: [String] = []
    ) {
        self.allowsAnonymous = allowsAnonymous
        self.bodyLimitBytes = bodyLimitBytes
        self.payload = payload
        self.signedHeaders = signedHeaders
    }
}
