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
        guard case .success(let document) = policy.document else {
            let reference = StatementReference(level: level, policy: policyIndex, statement: nil)
            let statement = DecidingStatement(layer: layer, reference: reference, policy: policy)
            return [StatementExplanation(statement: statement, mismatch: nil, matchedElements: 0)]
        }
        return document.statements.enumerated().map { index, statement in
            let (mismatch, matched) = firstMismatch(policy, statement, at: index, document.version)
            let reference = StatementReference(level: level, policy: policyIndex, statement: index)
            return StatementExplanation(
                statement: DecidingStatement(layer: layer, reference: reference, policy: policy),
                mismatch: mismatch,
                matchedElements: matched
            )
        }
    }

    /// Action, then resource, then principal, then conditions; and how many of them matched before.
    private func firstMismatch(
        _ policy: CompiledPolicy,
        _ statement: PolicyStatement,
        at index: Int,
        _ version: PolicyDocument.Version
    ) -> (ElementMismatch?, matched: Int) {
        guard policy.covers(query.facts, statement: index) else {
            return (mismatch(statement.action, "Action", query.action, resolved: nil), 0)
        }
        let inspected = InspectedStatement(statement, version, query, hasBoundary: hasBoundary)
        if let resource = statement.resource, !inspected.resourceMatches {
            let resolved = inspected.resolvedResources
            return (mismatch(resource, "Resource", query.resource, resolved: resolved), 1)
        }
        if let principal = statement.principal, !inspected.principalMatches {
            return (mismatch(principal), 2)
        }
        for (position, clause) in statement.conditions.enumerated() where !inspected.conditionHolds(position) {
            return (mismatch(clause, resolved: inspected.resolvedValues(ofCondition: position)), 3 + position)
        }
        return (nil, 3 + statement.conditions.count)
    }

    private func mismatch(
        _ element: PatternElement,
        _ name: String,
        _ requested: String,
        resolved: [String?]?
    ) -> ElementMismatch {
        let patterns = element.patterns.map(\.value)
        return ElementMismatch(
            element: element.isComplement ? "Not\(name)" : name,
            conditionOperator: nil,
            conditionKey: nil,
            requested: [requested],
            patterns: patterns,
            resolvedPatterns: resolved ?? patterns,
            location: element.location
        )
    }

    private func mismatch(_ element: PrincipalElement) -> ElementMismatch {
        let names = element.members.map(\.value.description)
        return ElementMismatch(
            element: element.isComplement ? "NotPrincipal" : "Principal",
            conditionOperator: nil,
            conditionKey: nil,
            requested: [query.principal.displayName],
            patterns: names,
            resolvedPatterns: names,
            location: element.location
        )
    }

    private func mismatch(_ clause: ConditionClause, resolved: [String?]?) -> ElementMismatch {
        let values = clause.values.map(\.value)
        return ElementMismatch(
            element: "Condition",
            conditionOperator: clause.operation.value.description,
            conditionKey: clause.key.value,
            requested: query.context[clause.key.value] ?? [],
            patterns: values,
            resolvedPatterns: resolved ?? values,
            location: clause.key.location
        )
    }
}
