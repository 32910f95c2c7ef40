/// Decides requests by AWS's evaluation logic.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
public enum Authorizer {
    /// Decides one request. Pure; never throws; denies what it cannot decide.
    ///
    /// - Parameters:
    ///   - query: the request, prepared.
    ///   - policies: every policy that bears on it.
    public static func decide(_ query: AuthorizationQuery, _ policies: EvaluationPolicies) -> AuthorizationDecision {
        if query.traits.needsNoPermission, query.principal.isAuthenticated {
            return AuthorizationDecision(verdict: .allowed)
        }
        var evaluation = LayerEvaluation(query, policies)
        evaluation.run()
        return evaluation.decision
    }
}

extension Principal {
    /// Whether the caller signed the request.
    var isAuthenticated: Bool {
        switch self {
        case .root, .user, .roleSession, .federatedUser, .service: true
        case .federated, .anonymous: false
        }
    }
}
