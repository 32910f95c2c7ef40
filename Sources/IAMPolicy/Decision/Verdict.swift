/// What one layer, or all of them together, say to a request.
public enum Verdict: String, BitwiseCopyable, Sendable, Hashable, CaseIterable {
    case allowed
    /// A statement denies it.
    case explicitDeny
    /// Nothing allows it.
    case implicitDeny
}
