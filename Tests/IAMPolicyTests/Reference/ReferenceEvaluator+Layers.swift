extension ReferenceEvaluator {
    /// Services whose resources obey resource control policies.
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
    static let resourceControlServices: Set = [
        "s3", "sts", "kms", "sqs", "secretsmanager", "dynamodb", "ecr", "aoss", "logs",
    ]

    /// The verdict of every layer that bears on the request.
    func layers() -> [ReferenceLayer: ReferenceVerdict] {
        var layers: [ReferenceLayer: ReferenceVerdict] = [:]
        layers[.identity] = hasIdentityPolicies ? verdict(of: policies.identity) : nil
        layers[.resource] = resourceVerdict
        layers[.vpcEndpoint] = policies.vpcEndpoint.map { verdict(of: $0, naming: true) }
        layers[.session] = hasIdentityPolicies ? policies.session.map { verdict(of: $0) } : nil
        layers[.boundary] = effectiveBoundary.map { verdict(of: [$0]) }
        layers[.serviceControl] = obeysServiceControl ? policies.serviceControl.map { verdict(ofLevels: $0) } : nil
        layers[.resourceControl] = obeysResourceControl ? policies.resourceControl.map(resourceControlVerdict) : nil
        return layers
    }

    /// Boundaries limit users and roles, service-linked roles excepted.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    private var effectiveBoundary: ReferenceJSON? {
        hasIdentityPolicies && !request.principal.isServiceLinkedRole ? policies.boundary : nil
    }

    private var hasIdentityPolicies: Bool {
        switch request.principal {
        case .user, .roleSession, .federatedUser: true
        case .root, .service, .identityProvider, .anonymous: false
        }
    }

    /// Service control policies bind the accounts' own principals, root included, but not service-linked roles.
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
    private var obeysServiceControl: Bool {
        request.principal.account != nil && !request.principal.isServiceLinkedRole
    }

    private var obeysResourceControl: Bool {
        let service = request.action.component(0, of: ":").lowercased()
        return Self.resourceControlServices.contains(service) && !request.principal.isServiceLinkedRole
    }

    /// Absent but needed counts as saying nothing.
    private var resourceVerdict: ReferenceVerdict? {
        let isNeeded = request.principal.account != request.owner || request.principal.account == nil
        if let policy = policies.resource { return verdict(of: [policy], naming: true) }
        return isNeeded || resourcePolicyMustAllow ? .implicitDeny : nil
    }

    /// Every level must allow; within a level the policies are a union.
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
    private func verdict(ofLevels levels: [[ReferenceJSON]]) -> ReferenceVerdict {
        let verdicts = levels.map { verdict(of: $0) }
        if verdicts.contains(.explicitDeny) { return .explicitDeny }
        return verdicts.contains(.implicitDeny) ? .implicitDeny : .allowed
    }

    /// RCPFullAWSAccess is attached everywhere and cannot be detached, so a level can only deny.
    private func resourceControlVerdict(of levels: [[ReferenceJSON]]) -> ReferenceVerdict {
        levels.contains { verdict(of: $0, naming: true) == .explicitDeny } ? .explicitDeny : .allowed
    }

    /// How the Allow statements of the resource policy mean the caller.
    var resourceGrants: Set<ReferencePrincipalMatch> {
        let statements = policies.resource.map(ReferenceStatement.all) ?? []
        return statements.filter { $0.effect == .allow && $0.applies(to: request) }
            .reduce(into: []) { $0.formUnion(matches(of: $1)) }
    }

    /// Deny before Allow before nothing. `naming`: the statements name their principals.
    private func verdict(of documents: [ReferenceJSON], naming: Bool = false) -> ReferenceVerdict {
        let effects = documents.flatMap(ReferenceStatement.all)
            .filter { $0.applies(to: request) && (!naming || !matches(of: $0).isEmpty) }
            .map(\.effect)
        if effects.contains(.deny) { return .explicitDeny }
        return effects.contains(.allow) ? .allowed : .implicitDeny
    }

    /// How a statement that names principals means the caller; empty when it does not.
    func matches(of statement: ReferenceStatement) -> Set<ReferencePrincipalMatch> {
        ReferencePrincipalMatch.all(of: statement, for: request, hasBoundary: effectiveBoundary != nil)
    }
}
