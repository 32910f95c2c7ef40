import IAMPolicy

/// The compiled engine behind the reference evaluator's types.
struct ReferenceEngine {
    let policies: EvaluationPolicies

    /// - Parameter request: one of the requests to come; its resource says of what kind the resource policy is.
    /// - Throws: `PolicyParseError` when the engine refuses a policy.
    init(_ policies: ReferencePolicies, for request: ReferenceRequest) throws {
        let resourceKind = PolicyKind.attached(toResource: request.resource)
        self.policies = EvaluationPolicies(
            identity: try Self.set(policies.identity, .identity),
            permissionsBoundary: try policies.boundary.map { try Self.set([$0], .permissionsBoundary) },
            session: try policies.session.map { try Self.set($0, .session) },
            resource: try policies.resource.map { try Self.set([$0], resourceKind) },
            serviceControl: try policies.serviceControl?.map { try Self.set($0, .serviceControl) },
            resourceControl: try policies.resourceControl?.map { try Self.set($0, .resourceControl) },
            vpcEndpoint: try policies.vpcEndpoint.map { try Self.set($0, .vpcEndpoint) }
        )
    }

    private static func set(_ documents: [ReferenceJSON], _ kind: PolicyKind) throws -> PolicySet {
        PolicySet(
            try documents.map { document in
                let text = Array(document.description.utf8)
                return CompiledPolicy(try PolicyDocument(parsing: text, kind: kind), identifier: "\(kind)")
            }
        )
    }

    func query(_ request: ReferenceRequest) throws -> AuthorizationQuery {
        var context = RequestContext(
            principal: try request.principal.enginePrincipal,
            canonicalUserID: request.canonicalUser
        )
        for (key, values) in request.context { context.set(key, toAll: values) }
        return AuthorizationQuery(
            action: request.action,
            resource: request.resource,
            resourceAccount: request.resourceAccount,
            context: context
        )
    }

    func decide(_ request: ReferenceRequest) throws -> ReferenceDecision {
        let decision = Authorizer.decide(try query(request), policies)
        let layers = decision.layers.map { (ReferenceLayer($0.layer), ReferenceVerdict($0.outcome.verdict)) }
        return ReferenceDecision(
            verdict: ReferenceVerdict(decision.verdict),
            layers: Dictionary(uniqueKeysWithValues: layers)
        )
    }
}

extension ReferencePrincipal {
    fileprivate var enginePrincipal: Principal {
        get throws {
            switch self {
            case .user(let arn, let id): try Principal(arn: arn, uniqueID: id)
            case .roleSession(let arn, let role, let id): try Principal(arn: arn, issuerARN: role, uniqueID: id)
            case .federatedUser(let arn, let user): try Principal(arn: arn, issuerARN: user)
            case .root(let account): try Principal(arn: "arn:aws:iam::\(account):root")
            case .service(let name): .service(name)
            case .identityProvider(let name): .federated(provider: name)
            case .anonymous: .anonymous
            }
        }
    }
}

extension ReferenceLayer {
    fileprivate init(_ layer: PolicyLayer) {
        switch layer {
        case .identity: self = .identity
        case .resource: self = .resource
        case .permissionsBoundary: self = .boundary
        case .session: self = .session
        case .serviceControl: self = .serviceControl
        case .resourceControl: self = .resourceControl
        case .vpcEndpoint: self = .vpcEndpoint
        }
    }
}

extension ReferenceVerdict {
    fileprivate init(_ verdict: Verdict) {
        switch verdict {
        case .allowed: self = .allowed
        case .explicitDeny: self = .explicitDeny
        case .implicitDeny: self = .implicitDeny
        }
    }
}
