/// Finds, for single statements, the first element that does not match a request.
///
/// Each statement is compiled alone and tested with the same code that decides, so that an explanation cannot differ
/// from the decision.
struct StatementInspector {
    private let query: AuthorizationQuery
    private let hasBoundary: Bool

    init(_ query: AuthorizationQuery, hasBoundary: Bool) {
        self.query = query
        self.hasBoundary = hasBoundary
    }

    func explain(_ levels: [PolicySet], _ layer: PolicyLayer) -> [StatementExplanation] {
        levels.enumerated().flatMap { level, set in
            set.policies.enumerated().flatMap { index, policy in
                explain(policy, layer, level: level, policyIndex: index)
            }
        }
    }

    private func explain(
        _ policy: CompiledPolicy,
        _ layer: PolicyLayer,
        level: Int,
        policyIndex: Int
    ) -> [StatementExplanation] {
        func described(_ index: Int?) -> DecidingStatement {
            let reference = StatementReference(level: level, policy: policyIndex, statement: index)
            return DecidingStatement(layer: layer, reference: reference, policy: policy)
        }
        guard case .success(let document) = policy.document else {
            return [StatementExplanation(statement: described(nil), mismatch: nil, matchedElements: 0, clauses: [])]
        }
        return document.statements.enumerated().map { index, statement in
            let match = match(policy, statement, at: index, document.version)
            return StatementExplanation(
                statement: described(index),
                mismatch: match.mismatch,
                matchedElements: match.matchedElements,
                clauses: match.clauses
            )
        }
    }

    /// How far a statement matches.
    private struct Match {
        var mismatch: ElementMismatch?
        var matchedElements: Int
        var clauses: [ConditionClause] = []
    }

    /// Action, then resource, then principal, then conditions.
    private func match(
        _ policy: CompiledPolicy,
        _ statement: PolicyStatement,
        at index: Int,
        _ version: PolicyDocument.Version
    ) -> Match {
        guard policy.covers(query.facts, statement: index) else {
            return Match(
                mismatch: ElementMismatch(statement.action, "Action", requested: query.action),
                matchedElements: 0
            )
        }
        let inspected = InspectedStatement(statement, version, query, hasBoundary: hasBoundary)
        if let resource = statement.resource, !inspected.resourceMatches {
            let resolved = inspected.resolvedResources
            return Match(
                mismatch: ElementMismatch(resource, "Resource", requested: query.resource, resolved: resolved),
                matchedElements: 1
            )
        }
        if let principal = statement.principal, !inspected.principalMatches {
            return Match(
                mismatch: ElementMismatch(principal, requested: query.principal.displayName),
                matchedElements: 2
            )
        }
        return matchConditions(statement.conditions, inspected)
    }

    private func matchConditions(_ conditions: [ConditionClause], _ inspected: InspectedStatement) -> Match {
        let failing = conditions.indices.filter { !inspected.conditionHolds($0) }
        guard let first = failing.first else {
            return Match(mismatch: nil, matchedElements: 3 + conditions.count, clauses: conditions)
        }
        let mismatch = ElementMismatch(
            conditions[first],
            requested: query.context[conditions[first].key.value] ?? [],
            resolved: inspected.resolvedValues(ofCondition: first)
        )
        return Match(mismatch: mismatch, matchedElements: 3 + first, clauses: failing.map { conditions[$0] })
    }
}
