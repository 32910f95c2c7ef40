/// Evaluates the layers that bear on one request, and draws the verdict from them.
struct LayerEvaluation {
    private let query: AuthorizationQuery
    private let policies: EvaluationPolicies
    private let caller: CallerTraits
    private(set) var decision = AuthorizationDecision(verdict: .implicitDeny)
    /// What the resource's policy grants.
    private var grant = Grant.none

    init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies) {
        self.query = query
        self.policies = policies
        caller = query.context.caller
    }

    mutating func run() {
        evaluateCallerSide()
        evaluateResourceSide()
        let denial = firstDenial()
        decision.denyingLayer = denial
        decision.verdict =
            denial.map { decision[$0]?.verdict == .explicitDeny ? .explicitDeny : .implicitDeny } ?? .allowed
    }

    // MARK: - Layers

    /// Identity, boundary, session and service control policies: what bounds the caller in its own account.
    private mutating func evaluateCallerSide() {
        if caller.hasIdentityPolicies {
            decision[.identity] = outcome(of: policies.identity) ?? LayerOutcome(verdict: .implicitDeny)
            decision[.session] = outcome(of: policies.session)
            if !caller.isServiceLinkedRole {
                decision[.permissionsBoundary] = outcome(of: policies.permissionsBoundary)
            }
        }
        if caller.isBoundByServiceControl, let levels = policies.serviceControl {
            decision[.serviceControl] = outcome(ofLevels: levels, isAllowedByDefault: false)
        }
    }

    /// The resource's policy, resource control policies and the policy of the VPC endpoint.
    private mutating func evaluateResourceSide() {
        if let set = policies.resource {
            let hasBoundary = decision[.permissionsBoundary] != nil
            let outcome = set.evaluate(query, hasBoundary: hasBoundary)
            grant = outcome.grant
            decision[.resource] = LayerOutcome(outcome)
        } else if query.traits.needsResourcePolicy || !caller.hasAccount {
            decision[.resource] = LayerOutcome(verdict: .implicitDeny)
        }
        if let levels = policies.resourceControl, !caller.isServiceLinkedRole, isUnderResourceControl {
            decision[.resourceControl] = outcome(ofLevels: levels, isAllowedByDefault: true)
        }
        if let set = policies.vpcEndpoint {
            let hasBoundary = decision[.permissionsBoundary] != nil
            decision[.vpcEndpoint] = LayerOutcome(set.evaluate(query, hasBoundary: hasBoundary))
        }
    }

    private var isUnderResourceControl: Bool {
        ResourceControlScope.covers(query.text.span.extracting(query.actionRange.bounds))
    }

    private func outcome(of set: PolicySet?) -> LayerOutcome? {
        set.map { LayerOutcome($0.evaluate(query)) }
    }

    /// Every level must allow; a denial at any level denies.
    ///
    /// - Parameter isAllowedByDefault: whether a policy that allows everything is attached to every level.
    private func outcome(ofLevels levels: [PolicySet], isAllowedByDefault: Bool) -> LayerOutcome {
        var result = LayerOutcome(verdict: .allowed)
        for (level, set) in levels.enumerated() {
            let outcome = set.evaluate(query)
            switch outcome.verdict {
            case .explicitDeny:
                return LayerOutcome(outcome, level: level)
            case .implicitDeny where !isAllowedByDefault:
                result = LayerOutcome(verdict: .implicitDeny)
            case .allowed where result.verdict == .allowed && result.statement == nil:
                result = LayerOutcome(outcome, level: level)
            case .allowed, .implicitDeny:
                continue
            }
        }
        return result
    }

    // MARK: - Verdict

    /// The layer that denies the request; nil when it is allowed.
    private func firstDenial() -> PolicyLayer? {
        Self.order.first { decision[$0]?.verdict == .explicitDeny }
            ?? Self.guardrails.first { decision[$0]?.verdict == .implicitDeny }
            ?? missingPermission()
    }

    /// The order in which AWS evaluates, and so names, layers.
    private static let order: [PolicyLayer] = [
        .resourceControl, .serviceControl, .vpcEndpoint, .resource, .identity, .permissionsBoundary, .session,
    ]

    /// Layers that grant nothing, and bound whatever the others grant.
    private static let guardrails: [PolicyLayer] = [.resourceControl, .serviceControl, .vpcEndpoint]

    /// The layer that should have allowed the request and did not; nil when enough layers allow it.
    private func missingPermission() -> PolicyLayer? {
        if caller.isRoot, query.traits.isRoleTrust {
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: not with root credentials.
            return .resource
        }
        guard caller.hasAccount else { return grant == .none ? .resource : nil }
        guard query.traits.isSameAccount else {
            return missingOnCallerSide() ?? (grant == .none ? .resource : nil)
        }
        switch grant {
        case .direct: return nil
        case .issuer: return missingBound()
        case .account: return missingOnCallerSide()
        case .none: return query.traits.needsResourcePolicy ? .resource : missingOnCallerSide()
        }
    }

    /// What the caller's own account lacks. The root user needs no policy there.
    private func missingOnCallerSide() -> PolicyLayer? {
        guard caller.hasIdentityPolicies else { return nil }
        return decision[.identity]?.verdict == .allowed ? missingBound() : .identity
    }

    private func missingBound() -> PolicyLayer? {
        let bounds: [PolicyLayer] = [.permissionsBoundary, .session]
        return bounds.first { decision[$0]?.verdict == .implicitDeny }
    }
}
