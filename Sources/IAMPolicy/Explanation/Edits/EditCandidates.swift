/// Edits that may mend what stands in the way of a decision.
struct EditCandidates {
    private let query: AuthorizationQuery
    private let explanation: Explanation

    /// Statements that came close, of which one is widened; more would be guesses.
    private static let closeStatements = 3

    init(_ query: AuthorizationQuery, _ explanation: Explanation) {
        self.query = query
        self.explanation = explanation
    }

    /// - Parameter toAllow: whether a denied request is to be allowed, or an allowed one denied.
    func edits(toAllow: Bool) -> [PolicyEdit] {
        guard toAllow else { return editsToDeny }
        guard let layer = explanation.decision.denyingLayer else { return [] }
        return explanation.decision.verdict == .explicitDeny ? editsAgainstDeny(in: layer) : editsForAllow(in: layer)
    }

    /// Takes out what allows, or adds a statement that denies.
    private var editsToDeny: [PolicyEdit] {
        explanation.decidingStatements.map { .removeStatement($0) }
            + [addition(.deny, to: .identity, level: 0)]
    }

    /// Lets the first denying statement of the layer not apply, or takes it out.
    private func editsAgainstDeny(in layer: PolicyLayer) -> [PolicyEdit] {
        let denying = explanation.statements.filter {
            $0.applies && $0.statement.layer == layer && $0.statement.effect == .deny
        }
        guard let first = denying.first else { return [] }
        return supplies(first.clauses, satisfying: false) + [.removeStatement(first.statement)]
    }

    /// Lets a statement that came close apply, or adds one.
    private func editsForAllow(in layer: PolicyLayer) -> [PolicyEdit] {
        let level = explanation.decision[layer]?.implicitlyDenyingLevel ?? 0
        let close = explanation.statements
            .filter { !$0.applies && $0.statement.layer == layer && $0.statement.effect == .allow }
            .sorted { $0.matchedElements > $1.matchedElements }
            .prefix(Self.closeStatements)
        return close.flatMap(mend) + [addition(.allow, to: layer, level: level)]
    }

    private func mend(_ explained: StatementExplanation) -> [PolicyEdit] {
        guard let mismatch = explained.mismatch else { return [] }
        switch mismatch.element {
        case "Action": return [.widen(explained.statement, element: "Action", value: query.action)]
        case "Resource": return [.widen(explained.statement, element: "Resource", value: query.resource)]
        case "Principal":
            guard query.principal.isNameable else { return [] }
            return [.widen(explained.statement, element: "Principal", value: query.principal.displayName)]
        case "Condition": return supplies(explained.clauses, satisfying: true)
        default: return []
        }
    }

    /// Context keys that make one of the conditions hold, or fail.
    private func supplies(_ clauses: [ConditionClause], satisfying: Bool) -> [PolicyEdit] {
        clauses.compactMap { clause in
            guard !query.principal.determines(clause.key.value),
                let values = ContextSuggestion(clause).values(satisfying: satisfying),
                query.context[clause.key.value] != values
            else { return nil }
            return .supplyContext(key: clause.key.value, values: values)
        }
    }

    private func addition(_ effect: PolicyStatement.Effect, to layer: PolicyLayer, level: Int) -> PolicyEdit {
        let text = StatementText(effect: effect, query: query, kind: layer.kind(for: query))
        return .addStatement(layer: layer, level: level, document: text.document)
    }
}

extension Principal {
    /// Whether a `Principal` element can name the caller.
    fileprivate var isNameable: Bool {
        switch self {
        case .root, .user, .roleSession, .federatedUser, .service: true
        case .federated, .anonymous: false
        }
    }

    /// Whether a context key follows from who the caller is, so that a request cannot be made with another value.
    fileprivate func determines(_ key: String) -> Bool {
        let folded = key.lowercased()
        return folded.hasPrefix("aws:principal") || folded == "aws:userid" || folded == "aws:username"
    }
}
