/// A presigned request and the time it was good for.
public struct PresignedLifetime: Hashable, Sendable {
    public let signedAt: SigningTime
    public let expiresInSeconds: Int
    public let now: SigningTime

    /// The last second at which the request was good.
    public var expiresAt: SigningTime { signedAt.advanced(bySeconds: expiresInSeconds) }
}
