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

    /// - Parameter policy: the policy that the reference leads to.
    init(layer: PolicyLayer, reference: StatementReference, policy: CompiledPolicy) {
        let statement = reference.statement.flatMap(policy.statement(at:))
        self.layer = layer
        self.reference = reference
        policyIdentifier = policy.identifier
        policyContentHash = policy.contentHash
        sid = statement?.sid?.value
        effect = statement?.effect.value ?? .deny
        location = statement?.location
    }
}
