import IAMPolicy
import StateStore

extension AuditAuthorization {
    /// What was asked, what each layer said, and which revision of each policy said it.
    init(_ evaluation: EvaluatedRequirement) {
        let (query, decision, policies) = (evaluation.query, evaluation.decision, evaluation.policies)
        self.init(
            action: query.action,
            resource: query.resource,
            verdict: Verdict(decision.verdict),
            layers: decision.layers.map {
                LayerVerdict(layer: $0.layer.rawValue, verdict: Verdict($0.outcome.verdict))
            },
            decidedBy: decision.decidingStatements(in: policies).map(DecidingStatement.init),
            context: query.context.entries.map { ContextEntry(key: $0.key, values: $0.values) },
            policies: policies.revisions
        )
    }
}

extension AuditAuthorization.Verdict {
    init(_ verdict: Verdict) {
        switch verdict {
        case .allowed: self = .allowed
        case .explicitDeny: self = .explicitDeny
        case .implicitDeny: self = .implicitDeny
        }
    }
}

extension AuditAuthorization.DecidingStatement {
    fileprivate init(_ statement: DecidingStatement) {
        self.init(
            layer: statement.layer.rawValue,
            policy: statement.policyIdentifier,
            policyHash: statement.policyContentHash,
            statementIndex: statement.reference.statement ?? 0,
            sid: statement.sid
        )
    }
}

extension EvaluationPolicies {
    /// Every policy with the layer it stands in.
    fileprivate var revisions: [AuditAuthorization.PolicyRevision] {
        layers.flatMap { layer, level, set in
            set.policies.map { policy in
                AuditAuthorization.PolicyRevision(
                    layer: layer.rawValue,
                    level: level,
                    identifier: policy.identifier,
                    hash: policy.contentHash
                )
            }
        }
    }

    /// The layers that are present; the levels of organization policies one after the other, numbered from the root.
    var layers: [(layer: PolicyLayer, level: Int?, set: PolicySet)] {
        let single: [(PolicyLayer, PolicySet?)] = [
            (.identity, identity), (.permissionsBoundary, permissionsBoundary), (.session, session),
            (.resource, resource), (.vpcEndpoint, vpcEndpoint),
        ]
        return single.compactMap { layer, set in set.map { (layer, nil, $0) } }
            + (serviceControl ?? []).enumerated().map { (.serviceControl, $0, $1) }
            + (resourceControl ?? []).enumerated().map { (.resourceControl, $0, $1) }
    }
}
