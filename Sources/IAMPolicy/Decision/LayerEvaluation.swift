/// Evaluates the layers that bear on one request, and draws the verdict from them.
struct LayerEvaluation {
    private var outcomes = LayerOutcomes()
    /// What the resource's policy grants.
    private var grant = Grant.none

    /// Identity, boundary, session and service control policies: what bounds the caller in its own account.
    mutating func evaluateCallerSide(_ query: borrowing QueryFacts, _ policies: EvaluationPolicies) {
        if query.caller.hasIdentityPolicies {
            if let set = policies.identity {
                outcomes.record(.identity, LayerOutcome(set.evaluate(query)))
            } else {
                outcomes.record(.identity, LayerOutcome(verdict: .implicitDeny))
            }
            if let set = policies.session { outcomes.record(.session, LayerOutcome(set.evaluate(query))) }
            if let set = policies.permissionsBoundary, !query.caller.isServiceLinkedRole {
                outcomes.record(.permissionsBoundary, LayerOutcome(set.evaluate(query)))
            }
        }
        if let levels = policies.serviceControl, query.caller.isBoundByServiceControl {
            outcomes.record(.serviceControl, Self.outcome(of: levels, query, isAllowedByDefault: false))
        }
    }

    /// The resource's policy, resource control policies and the policy of the VPC endpoint.
    mutating func evaluateResourceSide(_ query: borrowing QueryFacts, _ policies: EvaluationPolicies) {
        let hasBoundary = outcomes.contains(.permissionsBoundary)
        if let set = policies.resource {
            let outcome = set.evaluate(query, hasBoundary: hasBoundary)
            grant = outcome.grant
            outcomes.record(.resource, LayerOutcome(outcome))
        } else if query.traits.needsResourcePolicy || !query.traits.isSameAccount || !query.caller.hasAccount {
            outcomes.record(.resource, LayerOutcome(verdict: .implicitDeny))
        }
        if let levels = policies.resourceControl, ResourceControlScope.covers(query) {
            outcomes.record(.resourceControl, Self.outcome(of: levels, query, isAllowedByDefault: true))
        }
        if let set = policies.vpcEndpoint {
            outcomes.record(.vpcEndpoint, LayerOutcome(set.evaluate(query, hasBoundary: hasBoundary)))
        }
    }

    /// Every level must allow; a denial at any level denies.
    ///
    /// - Parameter isAllowedByDefault: whether a policy that allows everything is attached to every level.
    private static func outcome(
        of levels: [PolicySet],
        _ query: borrowing QueryFacts,
        isAllowedByDefault: Bool
    ) -> LayerOutcome {
        var result: LayerOutcome?
        for level in levels.indices {
            let outcome = levels[level].evaluate(query)
            switch outcome.verdict {
            case .explicitDeny: return LayerOutcome(outcome, level: level)
            case .implicitDeny where !isAllowedByDefault && result?.verdict != .implicitDeny:
                result = LayerOutcome(verdict: .implicitDeny, level: level)
            case .allowed where result == nil: result = LayerOutcome(outcome, level: level)
            case .allowed, .implicitDeny: continue
            }
        }
        return result ?? LayerOutcome(verdict: .allowed)
    }
}

// MARK: - Verdict

extension LayerEvaluation {
    /// Draws the verdict from the layers.
    func decision(_ query: borrowing QueryFacts) -> AuthorizationDecision {
        if let layer = outcomes.firstExplicitDeny {
            return AuthorizationDecision(.explicitDeny, by: layer, outcomes)
        }
        if let layer = outcomes.firstClosedGuardrail ?? missingPermission(query) {
            return AuthorizationDecision(.implicitDeny, by: layer, outcomes)
        }
        return AuthorizationDecision(.allowed, by: nil, outcomes)
    }

    /// The layer that should have allowed the request and did not; nil when enough layers allow it.
    private func missingPermission(_ query: borrowing QueryFacts) -> PolicyLayer? {
        if query.caller.isRoot, query.traits.isRoleTrust {
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: not with root credentials.
            return .resource
        }
        guard query.caller.hasAccount else { return grant == .none ? .resource : nil }
        guard query.traits.isSameAccount else {
            return missingOnCallerSide(query.caller) ?? (grant == .none ? .resource : nil)
        }
        switch grant {
        case .direct: return nil
        case .issuer: return missingBound(query.caller)
        case .account: return missingOnCallerSide(query.caller)
        case .none: return query.traits.needsResourcePolicy ? .resource : missingOnCallerSide(query.caller)
        }
    }

    /// What the caller's own account lacks. The root user needs no policy there.
    private func missingOnCallerSide(_ caller: CallerTraits) -> PolicyLayer? {
        guard caller.hasIdentityPolicies else { return nil }
        return outcomes.denies(.identity) ? .identity : missingBound(caller)
    }

    private func missingBound(_ caller: CallerTraits) -> PolicyLayer? {
        if outcomes.denies(.permissionsBoundary) { return .permissionsBoundary }
        // Without session policies a federated user has none of its issuer's permissions, whatever grants these:
        // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
        if caller.isFederatedUser, !outcomes.contains(.session) { return .session }
        return outcomes.denies(.session) ? .session : nil
    }
}
