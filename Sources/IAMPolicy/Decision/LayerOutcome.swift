/// What one layer said.
public struct LayerOutcome: Sendable, Hashable {
    public let verdict: Verdict
    /// The first statement, in the order of the policies, that gave the verdict; nil for an implicit denial.
    public let statement: StatementReference?

    init(verdict: Verdict, statement: StatementReference? = nil) {
        self.verdict = verdict
        self.statement = statement
    }

    init(_ outcome: SetOutcome, level: Int = 0) {
        verdict = outcome.verdict
        statement = outcome.statement.map {
            StatementReference(level: level, policy: $0.policy, statement: $0.statement)
        }
    }
}
