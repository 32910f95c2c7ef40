/// Whether, and for how long, signatures in the query are taken.
public struct PresignedRules: Hashable, Sendable {
    /// The greatest `X-Amz-Expires`, in seconds. AWS's limit is seven days.
    public let maximumExpirySeconds: Int
    /// Whether `X-Amz-Security-Token` is part of the canonical query. A few services (AWS IoT) add it after signing.
    public let securityTokenIsSigned: Bool

    public init(maximumExpirySeconds: Int = 604_800, securityTokenIsSigned: Bool = true) {
        self.maximumExpirySeconds = maximumExpirySeconds
        self.securityTokenIsSigned = securityTokenIsSigned
    }
}
