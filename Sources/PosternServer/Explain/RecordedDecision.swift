package import IAMPolicy
package import StateStore

/// One decision as it was made, put together again from the audit trail: the request with every condition key it had, and
/// each policy in the revision that was then in force.
package struct RecordedDecision: Sendable {
    package let query: AuthorizationQuery
    package let policies: EvaluationPolicies
    /// Policies whose revision is no longer kept; they are left out of ``policies``.
    package let missing: [AuditAuthorization.PolicyRevision]

    /// - Parameters:
    ///   - text: gives the text of a policy revision by its hash.
    init(
        _ authorization: AuditAuthorization,
        by identity: AuditIdentity,
        resourceAccount: String?,
        text: (ContentHash) throws(StateStoreError) -> PolicyText?
    ) throws(StateStoreError) {
        var context = RequestContext(of: Principal(identity))
        for entry in authorization.context { context.set(entry.key, toAll: entry.values) }
        query = AuthorizationQuery(
            action: authorization.action,
            resource: authorization.resource,
            resourceAccount: resourceAccount,
            context: context
        )
        var layers = RecordedLayers()
        var missing: [AuditAuthorization.PolicyRevision] = []
        for revision in authorization.policies {
            guard let hash = ContentHash(hexadecimal: revision.hash), let document = try text(hash) else {
                missing.append(revision)
                continue
            }
            layers.add(document, revision, resource: authorization.resource)
        }
        policies = layers.evaluationPolicies
        self.missing = missing
    }
}

/// The policies of a recorded decision, gathered by layer.
private struct RecordedLayers {
    private var policies: [PolicyLayer: [CompiledPolicy]] = [:]
    /// The policies of an organization, by level from the root.
    private var levels: [PolicyLayer: [[CompiledPolicy]]] = [:]

    mutating func add(_ document: PolicyText, _ revision: AuditAuthorization.PolicyRevision, resource: String) {
        guard let layer = PolicyLayer(rawValue: revision.layer) else { return }
        let policy = CompiledPolicy(
            enforcing: Array(document.text.utf8),
            kind: Self.kind(of: layer, resource: resource),
            identifier: revision.identifier,
            contentHash: revision.hash
        )
        switch layer {
        case .serviceControl, .resourceControl: add(policy, to: layer, level: revision.level ?? 0)
        default: policies[layer, default: []].append(policy)
        }
    }

    private mutating func add(_ policy: CompiledPolicy, to layer: PolicyLayer, level: Int) {
        var filled = levels[layer] ?? []
        while filled.count <= level { filled.append([]) }
        filled[level].append(policy)
        levels[layer] = filled
    }

    var evaluationPolicies: EvaluationPolicies {
        EvaluationPolicies(
            identity: policies[.identity].map(PolicySet.init),
            permissionsBoundary: policies[.permissionsBoundary].map(PolicySet.init),
            session: policies[.session].map(PolicySet.init),
            resource: policies[.resource].map(PolicySet.init),
            serviceControl: levels[.serviceControl].map { $0.map(PolicySet.init) },
            resourceControl: levels[.resourceControl].map { $0.map(PolicySet.init) },
            vpcEndpoint: policies[.vpcEndpoint].map(PolicySet.init)
        )
    }

    private static func kind(of layer: PolicyLayer, resource: String) -> PolicyKind {
        switch layer {
        case .identity: .identity
        case .permissionsBoundary: .permissionsBoundary
        case .session: .session
        case .resource: .attached(toResource: resource)
        case .serviceControl: .serviceControl
        case .resourceControl: .resourceControl
        case .vpcEndpoint: .vpcEndpoint
        }
    }
}

extension Principal {
    /// The principal that an audit event names.
    init(_ identity: AuditIdentity) {
        let arn = identity.arn ?? ""
        switch identity.type {
        case "Root": self = .root(account: identity.accountID ?? "", partition: "aws")
        case "IAMUser": self = .user(UserPrincipal(arn: arn, uniqueID: identity.principalID))
        case "AssumedRole":
            let issuer = identity.session?.issuer
            self = .roleSession(
                RoleSessionPrincipal(arn: arn, roleARN: issuer?.arn ?? "", roleUniqueID: issuer?.principalID)
            )
        case "FederatedUser": self = .federatedUser(FederatedUserPrincipal(arn: arn))
        case "AWSService": self = .service(identity.invokedBy ?? "")
        default: self = .anonymous
        }
    }
}
