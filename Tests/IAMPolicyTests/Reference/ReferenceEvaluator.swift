/// The documented evaluation logic, written down as directly as it reads: every statement is looked at for every
/// request and nothing is prepared, shared or skipped. The compiled engine must agree with it.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
struct ReferenceEvaluator {
    let request: ReferenceRequest
    let policies: ReferencePolicies

    func decide() -> ReferenceDecision {
        if needsNoPermission { return ReferenceDecision(verdict: .allowed, layers: [:]) }
        let layers = layers()
        return ReferenceDecision(verdict: verdict(of: layers), layers: layers)
    }

    /// The call answers whoever signed it, even where a policy denies it.
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    private var needsNoPermission: Bool {
        request.action.lowercased() == "sts:getcalleridentity" && request.principal.isAuthenticated
    }

    private func verdict(of layers: [ReferenceLayer: ReferenceVerdict]) -> ReferenceVerdict {
        if layers.values.contains(.explicitDeny) { return .explicitDeny }
        let limits: [ReferenceLayer] = [.serviceControl, .resourceControl, .vpcEndpoint]
        guard limits.allSatisfy({ passes($0, layers) }) else { return .implicitDeny }
        return isGranted(layers) ? .allowed : .implicitDeny
    }

    private func passes(_ layer: ReferenceLayer, _ layers: [ReferenceLayer: ReferenceVerdict]) -> Bool {
        layers[layer] ?? .allowed == .allowed
    }

    /// Across accounts both sides must say yes. Within one account either may, unless the resource insists on its own
    /// policy, and what the resource policy names decides which limits of the caller it overrides.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
    private func isGranted(_ layers: [ReferenceLayer: ReferenceVerdict]) -> Bool {
        let limited = passes(.boundary, layers) && passes(.session, layers)
        let byCaller = mayActByIdentity(layers) && limited
        guard let account = request.principal.account else { return layers[.resource] == .allowed }
        if isRootAskingForRole { return false }
        if account != request.owner { return byCaller && layers[.resource] == .allowed }
        if resourcePolicyMustAllow, layers[.resource] != .allowed { return false }
        let grants = resourceGrants
        return byCaller || grants.contains(.caller)
            || (limited && grants.contains(.role))
            || (limited && grants.contains(.federatingUser) && policies.session != nil)
    }

    /// Root needs no policy. A federated user has nothing unless a session policy was passed.
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
    private func mayActByIdentity(_ layers: [ReferenceLayer: ReferenceVerdict]) -> Bool {
        switch request.principal {
        case .root: true
        case .federatedUser: policies.session != nil && layers[.identity] == .allowed
        case .user, .roleSession: layers[.identity] == .allowed
        case .service, .identityProvider, .anonymous: false
        }
    }

    /// Key policies and role trust policies must allow in every case.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    var resourcePolicyMustAllow: Bool {
        let action = request.action.lowercased()
        let resource = request.resource
        return (action.hasPrefix("kms:") && resource.component(5, of: ":").hasPrefix("key/")) || asksForRole
    }

    private var asksForRole: Bool {
        request.action.lowercased().hasPrefix("sts:") && request.resource.component(5, of: ":").hasPrefix("role/")
    }

    /// Root users cannot assume roles. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    private var isRootAskingForRole: Bool {
        guard case .root = request.principal else { return false }
        return asksForRole
    }
}
