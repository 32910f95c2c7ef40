/// The answer to an ``AuthorizationQuery``. A value of fixed size that holds no reference.
public struct AuthorizationDecision: Sendable {
    /// The answer; only ``Verdict/allowed`` lets the request pass.
    public internal(set) var verdict: Verdict
    /// The layer that denied; the first in the order of evaluation when several did. Nil for an allowed request.
    public internal(set) var denyingLayer: PolicyLayer?
    private var outcomes = InlineArray<7, LayerOutcome?>(repeating: nil)

    init(verdict: Verdict) {
        self.verdict = verdict
    }

    /// What one layer said; nil when it was not evaluated.
    public internal(set) subscript(layer: PolicyLayer) -> LayerOutcome? {
        get { outcomes[layer.position] }
        set { outcomes[layer.position] = newValue }
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
        layers.compactMap { layer, outcome in
            guard outcome.verdict == verdict, let reference = outcome.statement else { return nil }
            return policies.decidingStatement(layer, reference)
        }
    }
}
