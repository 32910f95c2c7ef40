/// A statement that brought a verdict about, as people and audit records need it.
public struct DecidingStatement: Sendable, Hashable {
    public let layer: PolicyLayer
    public let reference: StatementReference
    /// ``CompiledPolicy/identifier`` of the policy.
    public let policyIdentifier: String
    /// ``CompiledPolicy/contentHash`` of the policy.
    public let policyContentHash: String
    public let sid: String?
    public let effect: PolicyStatement.Effect
    /// Where the statement starts in the policy's text; nil for an invalid policy.
    public let location: SourceLocation?
}
