/// A request and its policies with edits made to them.
struct EditedSituation {
    private(set) var query: AuthorizationQuery
    private(set) var policies: EvaluationPolicies

    init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies) {
        self.query = query
        self.policies = policies
    }

    /// The situation after one edit; nil when the edit does not fit it.
    func applying(_ edit: PolicyEdit) -> EditedSituation? {
        var edited = self
        switch edit {
        case .addStatement(let layer, let level, let document):
            guard let added = PolicySet.parsed(document, layer.kind(for: query)) else { return nil }
            edited.policies.replace(layer, level) { PolicySet(($0?.policies ?? []) + added.policies) }
        case .widen(let statement, let element, let value):
            edited.rewrite(statement) { $0.widened(element, with: value) }
        case .removeStatement(let statement):
            edited.rewrite(statement) { _ in nil }
        case .supplyContext(let key, let values):
            var context = query.context
            context.set(key, toAll: values)
            edited.query = AuthorizationQuery(
                action: query.action,
                resource: query.resource,
                resourceAccount: query.resourceAccount,
                context: context
            )
        }
        return edited
    }

    /// Puts what the body makes of a statement in its place; nil takes it out.
    private mutating func rewrite(_ target: DecidingStatement, _ body: (PolicyStatement) -> PolicyStatement?) {
        let reference = target.reference
        policies.replace(target.layer, reference.level) { set in
            guard let set else { return PolicySet([]) }
            var compiled = set.policies
            compiled[reference.policy] = compiled[reference.policy].replacing(reference.statement, body)
            return PolicySet(compiled)
        }
    }
}

extension PolicyLayer {
    /// The grammar of policies that are added to the layer.
    func kind(for query: AuthorizationQuery) -> PolicyKind {
        switch self {
        case .identity: .identity
        case .resource: .attached(toResource: query.resource)
        case .permissionsBoundary: .permissionsBoundary
        case .session: .session
        case .serviceControl: .serviceControl
        case .resourceControl: .resourceControl
        case .vpcEndpoint: .vpcEndpoint
        }
    }
}

extension PolicySet {
    fileprivate static func parsed(_ text: String, _ kind: PolicyKind) -> PolicySet? {
        guard let document = try? PolicyDocument(parsing: Array(text.utf8), kind: kind) else { return nil }
        return PolicySet([CompiledPolicy(document, identifier: "added")])
    }
}

extension CompiledPolicy {
    /// The policy with a statement changed or, when the body gives nil, taken out. An invalid policy is taken out whole.
    fileprivate func replacing(
        _ index: Int?,
        _ body: (PolicyStatement) -> PolicyStatement?
    ) -> CompiledPolicy {
        var statements: [PolicyStatement] = []
        var version = PolicyDocument.Version.v2012
        var kind = PolicyKind.identity
        if case .success(let document) = document {
            version = document.version
            kind = document.kind
            statements = document.statements.enumerated().compactMap { position, statement in
                position == index ? body(statement) : statement
            }
        }
        let document = PolicyDocument(
            kind: kind,
            version: version,
            id: nil,
            statements: statements,
            findings: [],
            countedCharacters: 0
        )
        return CompiledPolicy(document, identifier: identifier, contentHash: contentHash)
    }
}

extension PolicyStatement {
    /// The statement with one more value in `Action`, `Resource` or `Principal`.
    fileprivate func widened(_ element: String, with value: String) -> PolicyStatement {
        PolicyStatement(
            location: location,
            sid: sid,
            effect: effect,
            principal: element == "Principal" ? principal?.adding(value) : principal,
            action: element == "Action" ? action.adding(value) : action,
            resource: element == "Resource" ? resource?.adding(value) : resource,
            conditions: conditions
        )
    }
}

extension PatternElement {
    fileprivate func adding(_ value: String) -> PatternElement {
        PatternElement(
            isComplement: isComplement,
            location: location,
            patterns: patterns + [Located(value, at: location)]
        )
    }
}

extension PrincipalElement {
    fileprivate func adding(_ value: String) -> PrincipalElement {
        PrincipalElement(
            isComplement: isComplement,
            location: location,
            members: members + [Located(Member(callerName: value), at: location)]
        )
    }
}

extension PrincipalElement.Member {
    /// The principal that a caller's name in messages stands for.
    fileprivate init(callerName name: String) {
        if let arn = ARN(name) {
            self = arn.service == "iam" && arn.resource == "root" ? .account(arn.account) : .arn(name)
        } else {
            self = .service(name)
        }
    }
}

extension EvaluationPolicies {
    /// Puts another set in a layer's place.
    fileprivate mutating func replace(_ layer: PolicyLayer, _ level: Int, _ body: (PolicySet?) -> PolicySet) {
        switch layer {
        case .identity: identity = body(identity)
        case .resource: resource = body(resource)
        case .permissionsBoundary: permissionsBoundary = body(permissionsBoundary)
        case .session: session = body(session)
        case .vpcEndpoint: vpcEndpoint = body(vpcEndpoint)
        case .serviceControl: serviceControl = serviceControl?.replacing(level, body)
        case .resourceControl: resourceControl = resourceControl?.replacing(level, body)
        }
    }
}

extension [PolicySet] {
    fileprivate func replacing(_ level: Int, _ body: (PolicySet?) -> PolicySet) -> [PolicySet] {
        enumerated().map { $0 == level ? body($1) : $1 }
    }
}
