/// Hashes a body as it arrives, so that a large one need not be held to be verified.
public struct PayloadHasher {
    private var hasher = SHA256Hasher()

    public init() {}

    /// Adds the next bytes of the body.
    public mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { hasher.update($0) }
    }

    /// The digest of all bytes added; the hasher is of no further use.
    public mutating func finish() -> Digest {
        hasher.finish()
    }
}
