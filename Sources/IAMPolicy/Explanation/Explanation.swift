/// Why a request was decided as it was, computed on demand.
public struct Explanation: Sendable {
    /// The decision explained.
    public let decision: AuthorizationDecision
    /// AWS's message for a denied request; nil for an allowed one.
    public let message: AccessDeniedMessage?
    /// The statements that brought the verdict about.
    public let decidingStatements: [DecidingStatement]
    /// Every statement of every layer that was evaluated, in the order of the layers, levels and policies.
    public let statements: [StatementExplanation]

    /// - Parameters:
    ///   - query: the request.
    ///   - policies: what it was decided with.
    public init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies) {
        let decision = Authorizer.decide(query, policies)
        self.decision = decision
        message = AccessDeniedMessage(for: decision, query: query, policies: policies)
        decidingStatements = decision.decidingStatements(in: policies)
        let inspector = StatementInspector(query, hasBoundary: decision[.permissionsBoundary] != nil)
        statements = decision.layers.flatMap { layer, _ in
            inspector.explain(policies.sets(of: layer), layer)
        }
    }

    /// The smallest changes that would turn the decision around, each tried by deciding with it made.
    ///
    /// - Parameter limit: how many to return at most; all have the same number of edits.
    public static func smallestChanges(
        _ query: AuthorizationQuery,
        _ policies: EvaluationPolicies,
        limit: Int = 5
    ) -> [SuggestedChange] {
        ChangeSearch(query, policies, limit: limit).run()
    }

    /// Under which condition the request is allowed when some of its context keys are not known.
    ///
    /// - Parameter unknownKeys: names of context keys; values that the query has for them are not looked at.
    public static func allowedIf(
        _ query: AuthorizationQuery,
        _ policies: EvaluationPolicies,
        unknownKeys: [String]
    ) -> Residue {
        ResidueBuilder(query, policies, unknownKeys: unknownKeys).build()
    }
}
