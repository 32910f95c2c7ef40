import IAMPolicy

/// What `DecodeAuthorizationMessage` tells about a denial, in the shape AWS documents.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>
struct AuthorizationMessage: Codable {
    /// AWS wraps every list in an object.
    struct Items<Item: Codable>: Codable {
        var items: [Item]
    }

    struct Value: Codable {
        var value: String
    }

    struct MatchedStatement: Codable {
        var statementId: String
        var effect: String
        var actions: Items<Value>
        var resources: Items<Value>
    }

    struct Subject: Codable {
        var id: String
        var arn: String
    }

    struct ConditionKey: Codable {
        var key: String
        var values: Items<Value>
    }

    struct Context: Codable {
        var principal: Subject
        var action: String
        var resource: String
        var conditions: Items<ConditionKey>
    }

    var allowed: Bool
    var explicitDeny: Bool
    var matchedStatements: Items<MatchedStatement>
    var context: Context
}

extension AuthorizationMessage {
    /// - Parameter caller: who was denied.
    init(_ denial: EvaluatedRequirement, of caller: CallerIdentity) {
        let query = denial.query
        allowed = denial.decision.verdict == .allowed
        explicitDeny = denial.decision.verdict == .explicitDeny
        matchedStatements = Items(
            items: denial.decision.decidingStatements(in: denial.policies)
                .compactMap(denial.policies.statement)
                .map(MatchedStatement.init)
        )
        context = Context(
            principal: Subject(id: caller.userID, arn: caller.arn),
            action: query.action,
            resource: query.resource,
            conditions: Items(
                items: query.context.entries.map { key, values in
                    ConditionKey(key: key, values: Items(items: values.map { Value(value: $0) }))
                }
            )
        )
    }
}

extension AuthorizationMessage.MatchedStatement {
    init(_ statement: PolicyStatement) {
        statementId = statement.sid?.value ?? ""
        effect = statement.effect.value == .deny ? "DENY" : "ALLOW"
        actions = .init(items: statement.action.patterns.map { .init(value: $0.value) })
        resources = .init(items: statement.resource?.patterns.map { .init(value: $0.value) } ?? [])
    }
}

extension EvaluationPolicies {
    /// The text's own statement that a decision refers to; nil for a policy whose text is invalid.
    func statement(_ deciding: DecidingStatement) -> PolicyStatement? {
        let levels = sets(of: deciding.layer)
        let reference = deciding.reference
        guard levels.indices.contains(reference.level),
            levels[reference.level].policies.indices.contains(reference.policy),
            case .success(let document) = levels[reference.level].policies[reference.policy].document,
            let index = reference.statement, document.statements.indices.contains(index)
        else { return nil }
        return document.statements[index]
    }
}
