/// How one statement bears on a request.
public struct StatementExplanation: Sendable, Hashable {
    /// The statement, by place and name.
    public let statement: DecidingStatement
    /// The first element that did not match; nil when the statement applies.
    public let mismatch: ElementMismatch?
    /// How many elements matched before the one that did not: 0 when the action did not.
    public let matchedElements: Int
    /// The conditions that a change to the context could turn around: of a statement that applies all of them, else those
    /// that do not hold.
    let clauses: [ConditionClause]

    /// Whether every element matched.
    public var applies: Bool { mismatch == nil }
}
