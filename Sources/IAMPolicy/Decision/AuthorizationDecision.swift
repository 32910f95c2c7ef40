/// The answer to an ``AuthorizationQuery``. A value of fixed size that holds no reference.
public struct AuthorizationDecision: Sendable {
    /// The answer; only ``Verdict/allowed`` lets the request pass.
    public let verdict: Verdict
    /// The layer that denied; the first in the order of evaluation when several did. Nil for an allowed request.
    public let denyingLayer: PolicyLayer?
    private let outcomes: LayerOutcomes

    init(_ verdict: Verdict, by layer: PolicyLayer?, _ outcomes: LayerOutcomes) {
        self.verdict = verdict
        denyingLayer = layer
        self.outcomes = outcomes
    }

    /// Allowed without asking any policy.
    static var unconditional: AuthorizationDecision { AuthorizationDecision(.allowed, by: nil, LayerOutcomes()) }

    /// What one layer said; nil when it was not evaluated.
    public subscript(layer: PolicyLayer) -> LayerOutcome? { outcomes[layer] }

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
        layers.compactMap { layer, outcome in
            guard outcome.verdict == verdict, let reference = outcome.statement else { return nil }
            return policies.decidingStatement(layer, reference)
        }
    }
}
