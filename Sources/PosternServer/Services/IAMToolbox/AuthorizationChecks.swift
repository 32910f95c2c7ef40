import AWSWire
import IAMPolicy

/// What each layer of policies said of one recorded decision.
///
/// <https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/API_Evaluation.html>
struct AuthorizationChecks {
    /// The order in which AWS lists them.
    private static let order: [PolicyLayer] = [
        .resourceControl, .serviceControl, .vpcEndpoint, .resource, .identity, .permissionsBoundary, .session,
    ]

    private let explanation: Explanation
    private let crossesAccounts: Bool

    init(_ decision: RecordedDecision, callerAccount: String?) {
        explanation = Explanation(decision.query, decision.policies)
        crossesAccounts = decision.query.resourceAccount != callerAccount
    }

    var effect: IAMToolbox.EvaluatedEffect {
        switch explanation.decision.verdict {
        case .allowed: .allow
        case .explicitDeny: .explicitDeny
        case .implicitDeny: .implicitDeny
        }
    }

    /// Every policy with a statement that applies, with those statements.
    var matchedPolicies: [IAMToolbox.MatchedPolicy] {
        Self.order.flatMap(matchedPolicies)
    }

    var checks: [IAMToolbox.Check] {
        Self.order.compactMap { layer in
            guard let verdict = explanation.decision[layer]?.verdict, isReported(layer, verdict) else { return nil }
            return IAMToolbox.Check(
                checkType: layer.checkType,
                evaluatedEffect: effect(of: layer, verdict),
                relevantPolicyTypes: [layer.policyType],
                matchedPolicies: matchedPolicies(layer)
            )
        }
    }

    /// Within an account a resource's policy is a second way to be allowed, not a requirement, so that it says nothing
    /// when it does not match.
    private func isReported(_ layer: PolicyLayer, _ verdict: Verdict) -> Bool {
        layer != .resource || verdict != .implicitDeny || crossesAccounts
            || explanation.decision.denyingLayer == .resource
    }

    private func effect(of layer: PolicyLayer, _ verdict: Verdict) -> IAMToolbox.CheckEffect {
        switch verdict {
        case .allowed: .allow
        case .explicitDeny: .explicitDeny
        case .implicitDeny: isNeeded(layer) ? .implicitDeny : .noImpact
        }
    }

    /// Whether a missing allow in this layer counts: not where the resource's policy of the same account allowed already.
    private func isNeeded(_ layer: PolicyLayer) -> Bool {
        let isAllowedByResource = explanation.decision[.resource]?.verdict == .allowed && !crossesAccounts
        switch layer {
        case .identity: return !isAllowedByResource
        case .permissionsBoundary, .session:
            return !isAllowedByResource || explanation.decision.denyingLayer == layer
        case .resource, .serviceControl, .resourceControl, .vpcEndpoint: return true
        }
    }

    private func matchedPolicies(_ layer: PolicyLayer) -> [IAMToolbox.MatchedPolicy] {
        var order: [EvaluatedPolicy] = []
        var statements: [EvaluatedPolicy: [IAMToolbox.MatchedStatement]] = [:]
        for found in explanation.statements where found.applies && found.statement.layer == layer {
            let policy = EvaluatedPolicy(found.statement)
            if statements[policy] == nil { order.append(policy) }
            statements[policy, default: []].append(IAMToolbox.MatchedStatement(found.statement))
        }
        return order.map { IAMToolbox.MatchedPolicy(uri: $0.uri, matchedStatements: statements[$0]) }
    }
}

extension IAMToolbox.MatchedStatement {
    /// A statement without an id is called by its place, counted from one.
    fileprivate init(_ statement: DecidingStatement) {
        self.init(
            sid: statement.sid ?? statement.reference.statement.map { "Statement\($0 + 1)" },
            evaluatedEffect: statement.effect == .deny ? .deny : .allow
        )
    }
}
