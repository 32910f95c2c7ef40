extension PolicySet {
    static func parsed(_ text: String, _ kind: PolicyKind) -> PolicySet? {
        guard let document = try? PolicyDocument(parsing: Array(text.utf8), kind: kind) else { return nil }
        return PolicySet([CompiledPolicy(document, identifier: "added")])
    }
}

extension EvaluationPolicies {
    /// Puts another set in a layer's place.
    mutating func replace(_ layer: PolicyLayer, _ level: Int, _ body: (PolicySet?) -> PolicySet) {
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

extension CompiledPolicy {
    /// The policy with a statement changed or, when the body gives nil, taken out. An invalid policy is taken out whole.
    func replacing(
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
