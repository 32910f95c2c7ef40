import IAMPolicy

/// Which statements of the policies in a set of cases matched in at least one of them.
///
/// A statement that no case touches could say anything without a test failing.
package struct StatementCoverage: Sendable {
    /// Every statement once, however many cases carry its policy, in the order of first sight.
    package private(set) var statements: [CoveredStatement] = []
    private var positions: [CoveredStatement.Key: Int] = [:]

    package init(of cases: [LoadedCase]) {
        for loaded in cases {
            guard case .success(let evaluationCase) = loaded.content else { continue }
            for entry in evaluationCase.policies.entries { record(entry, in: evaluationCase, at: loaded.origin) }
        }
    }

    package var untouched: [CoveredStatement] { statements.filter { !$0.isTouched } }

    private mutating func record(_ entry: CasePolicies.Entry, in evaluationCase: EvaluationCase, at origin: CaseOrigin)
    {
        for (index, statement) in entry.document.statements.enumerated() {
            let key = CoveredStatement.Key(kind: entry.document.kind, text: entry.text, statement: index)
            let position = positions[key] ?? statements.count
            if position == statements.count {
                positions[key] = position
                statements.append(
                    CoveredStatement(key: key, sid: statement.sid?.value, place: entry.place, origin: origin)
                )
            }
            if !statements[position].isTouched {
                statements[position].isTouched = Self.matches(entry, statement: index, in: evaluationCase)
            }
        }
    }

    /// Whether the statement, standing alone in its layer, has its way with the request of the case.
    private static func matches(_ entry: CasePolicies.Entry, statement: Int, in evaluationCase: EvaluationCase) -> Bool
    {
        guard let alone = StatementExtract.document(of: entry, keeping: statement) else { return false }
        let others = evaluationCase.policies.filter { $0.place.layer != entry.place.layer || $0.place == entry.place }
        let outcome = CaseOutcome(evaluationCase.query, others.replacing { $0.place == entry.place ? alone : nil })
        let verdict = outcome.layers.first { $0.layer == entry.place.layer }?.verdict
        let effect = entry.document.statements[statement].effect.value
        return verdict == (effect == .allow ? .allowed : .explicitDeny)
    }
}

/// A statement and whether any case touched it.
package struct CoveredStatement: Sendable, Hashable {
    struct Key: Hashable, Sendable {
        let kind: PolicyKind
        let text: [UInt8]
        let statement: Int
    }

    let key: Key
    package let sid: String?
    /// Where the policy stood in the first case that carried it.
    package let place: PolicyPlace
    /// The first case that carried the policy.
    package let origin: CaseOrigin
    package fileprivate(set) var isTouched = false

    fileprivate init(key: Key, sid: String?, place: PolicyPlace, origin: CaseOrigin) {
        self.key = key
        self.sid = sid
        self.place = place
        self.origin = origin
    }

    /// Index of the statement in its document.
    package var statement: Int { key.statement }
}
