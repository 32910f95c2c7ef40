import IAMPolicy

extension RecordedDecision {
    /// The smallest changes that would turn a denial around, without those that nobody but AWS could make; none for an
    /// allowed request.
    func smallestChanges(of explanation: Explanation) -> [SuggestedChange] {
        guard explanation.decision.verdict != .allowed else { return [] }
        return Explanation.smallestChanges(query, policies).filter { $0.edits.allSatisfy(\.isPossible) }
    }
}

extension PolicyEdit {
    /// AWS's managed policies cannot be edited; a policy of one's own can stand in for them.
    fileprivate var isPossible: Bool {
        switch self {
        case .addStatement, .supplyContext: true
        case .widen(let statement, element: _, value: _), .removeStatement(let statement):
            !statement.policyIdentifier.hasPrefix("arn:aws:iam::aws:policy/")
        }
    }
}
