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
