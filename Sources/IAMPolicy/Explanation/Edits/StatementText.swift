/// The text of a policy with one statement that bears on a request and nothing else.
struct StatementText {
    let effect: PolicyStatement.Effect
    let query: AuthorizationQuery
    let kind: PolicyKind

    /// A policy document as JSON.
    var document: String {
        var statement: [(String, JSONText)] = [("Effect", .string(effect.rawValue))]
        if let principal { statement.append(("Principal", principal)) }
        statement.append(("Action", .string(query.action)))
        if kind != .roleTrust { statement.append(("Resource", .string(query.resource))) }
        return JSONText.object([
            ("Version", .string(PolicyDocument.Version.v2012.rawValue)),
            ("Statement", .array([.object(statement)])),
        ]).description
    }

    private var principal: JSONText? {
        guard PolicyGrammar(kind).principal == .required else { return nil }
        switch query.principal {
        case .root, .user, .roleSession, .federatedUser:
            return .object([("AWS", .string(query.principal.displayName))])
        case .service(let name): return .object([("Service", .string(name))])
        case .federated(let provider): return .object([("Federated", .string(provider))])
        case .anonymous: return .string("*")
        }
    }
}
