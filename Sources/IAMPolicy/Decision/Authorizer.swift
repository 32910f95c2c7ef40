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
        decide(query.facts, policies)
    }

    private static func decide(
        _ facts: borrowing QueryFacts,
        _ policies: EvaluationPolicies
    ) -> AuthorizationDecision {
        if facts.traits.needsNoPermission, facts.caller.isAuthenticated { return AuthorizationDecision.unconditional }
        var evaluation = LayerEvaluation()
        evaluation.evaluateCallerSide(facts, policies)
        evaluation.evaluateResourceSide(facts, policies)
        return evaluation.decision(facts)
    }
}
