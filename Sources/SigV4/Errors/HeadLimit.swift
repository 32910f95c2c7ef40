/// A bound on the request head; see ``VerificationLimits``.
public enum HeadLimit: Hashable, Sendable {
    case fields(limit: Int)
    case bytes(limit: Int)
}
