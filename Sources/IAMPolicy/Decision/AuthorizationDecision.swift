/// The answer to an ``AuthorizationQuery``. A value of fixed size that holds no reference.
public struct AuthorizationDecision: Sendable {
    /// The answer; only ``Verdict/allowed`` lets the request pass.
    public let verdict: Verdict
    private let outcomes: InlineArray<7, LayerOutcome?>

    init(verdict: Verdict, outcomes: InlineArray<7, LayerOutcome?> = .init(repeating: nil)) {
        self.verdict = verdict
        self.outcomes = outcomes
    }

    /// What one layer said; nil when it was not evaluated.
    public subscript(layer: PolicyLayer) -> LayerOutcome? {
        outcomes[PolicyLayer.allCases.firstIndex(of: layer) ?? 0]
    }

    /// The layers that were evaluated, with what each said.
    public var layers: [(layer: PolicyLayer, outcome: LayerOutcome)] {
        PolicyLayer.allCases.compactMap { layer in
            self[layer].map { (layer: layer, outcome: $0) }
        }
    }

    /// The statements that brought the verdict about, resolved against the policies that were decided with.
    ///
    /// - Parameter policies: the same that were given to ``Authorizer/decide(_:_:)``.
    /// - Returns: for a denial by statement the denying statements, for an allowed request the allowing ones; empty when
    ///   nothing matched.
    public func decidingStatements(in policies: EvaluationPolicies) -> [DecidingStatement] {
        []
    }
}

/// What one layer said.
public struct LayerOutcome: Sendable, Hashable {
    public let verdict: Verdict
    /// The first statement, in the order of the policies, that gave the verdict; nil for an implicit denial.
    public let statement: StatementReference?
}

/// A statement by its position in the layer's policies.
public struct StatementReference: Sendable, Hashable {
    /// Index into the layer's levels; 0 for layers without levels.
    public let level: Int
    /// Index into ``PolicySet/policies``.
    public let policy: Int
    /// Index into ``PolicyDocument/statements``; nil when the policy's text is invalid, which denies everything.
    public let statement: Int?
}

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
