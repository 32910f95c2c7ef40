/// A statement by its position in the layer's policies.
public struct StatementReference: Sendable, Hashable {
    /// Index into the layer's levels; 0 for layers without levels.
    public let level: Int
    /// Index into ``PolicySet/policies``.
    public let policy: Int
    /// Index into ``PolicyDocument/statements``; nil when the policy's text is invalid, which denies everything.
    public let statement: Int?

    public init(level: Int, policy: Int, statement: Int?) {
        self.level = level
        self.policy = policy
        self.statement = statement
    }
}
