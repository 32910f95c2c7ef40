/// Searches for the smallest changes that turn a decision around.
///
/// Breadth first over the edits that could mend what stands in the way, deciding anew after each: whatever it returns
/// has been tried. Bounded in depth and in decisions, so that a hostile set of policies cannot make it run long.
struct ChangeSearch {
    /// More edits than this are no small change.
    private static let maximumEdits = 4
    /// Decisions tried in all; each compiles the policies anew.
    private static let maximumDecisions = 400
    /// Statements compiled in all, which bounds the decisions further where there are many.
    private static let maximumStatements = 100_000

    private let original: EditedSituation
    private let decisionLimit: Int
    private let goal: Verdict?
    private let limit: Int

    /// - Parameter limit: how many changes to return at most.
    init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies, limit: Int) {
        original = EditedSituation(query, policies)
        goal = Authorizer.decide(query, policies).verdict == .allowed ? nil : .allowed
        self.limit = limit
        let statements = PolicyLayer.allCases.flatMap(policies.sets).flatMap(\.policies).map(\.statementCount).reduce(
            1,
            +
        )
        decisionLimit = min(Self.maximumDecisions, Self.maximumStatements / statements)
    }

    /// The changes with the fewest edits; empty when none was found within the bounds.
    func run() -> [SuggestedChange] {
        var frontier: [(edits: [PolicyEdit], situation: EditedSituation)] = [([], original)]
        var decisions = 0
        var tried = Set<Set<PolicyEdit>>()
        for _ in 0..<Self.maximumEdits {
            var found: [SuggestedChange] = []
            var next: [(edits: [PolicyEdit], situation: EditedSituation)] = []
            for (edits, situation) in frontier {
                for edit in candidates(situation) where !edits.contains(edit) {
                    guard decisions < decisionLimit else { return found }
                    guard tried.insert(Set(edits + [edit])).inserted, let edited = situation.applying(edit) else {
                        continue
                    }
                    decisions += 1
                    let verdict = Authorizer.decide(edited.query, edited.policies).verdict
                    if isGoal(verdict) {
                        found.append(SuggestedChange(edits: edits + [edit], verdict: verdict))
                    } else {
                        next.append((edits + [edit], edited))
                    }
                }
            }
            if !found.isEmpty { return Array(found.prefix(limit)) }
            frontier = next
        }
        return []
    }

    private func isGoal(_ verdict: Verdict) -> Bool {
        goal.map { verdict == $0 } ?? (verdict != .allowed)
    }

    private func candidates(_ situation: EditedSituation) -> [PolicyEdit] {
        let explanation = Explanation(situation.query, situation.policies)
        return EditCandidates(situation.query, explanation).edits(toAllow: goal != nil)
    }
}
