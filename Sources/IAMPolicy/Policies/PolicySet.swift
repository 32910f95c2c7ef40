/// The policies of one layer, of which a request must be allowed by at least one and denied by none.
///
/// Keep one per principal and per resource, and replace it when a policy changes: it remembers, per action, which of
/// its statements bear on it.
public final class PolicySet: Sendable {
    /// The policies, in the order in which decisions number them.
    public let policies: [CompiledPolicy]

    public init(_ policies: [CompiledPolicy]) {
        self.policies = policies
    }
}
