/// What one layer said.
public struct LayerOutcome: BitwiseCopyable, Sendable, Hashable {
    public let verdict: Verdict
    private let level: UInt16
    private let policy: UInt32
    /// -1 for none.
    private let statementIndex: Int32
    private let hasStatement: Bool

    /// - Parameter level: for layers with levels the first that does not allow.
    init(verdict: Verdict, level: Int = 0) {
        self.verdict = verdict
        self.level = UInt16(truncatingIfNeeded: level)
        policy = 0
        statementIndex = -1
        hasStatement = false
    }

    init(_ outcome: SetOutcome, level: Int = 0) {
        verdict = outcome.verdict
        self.level = UInt16(truncatingIfNeeded: level)
        policy = outcome.policy
        statementIndex = outcome.statement
        hasStatement = outcome.verdict != .implicitDeny
    }

    /// For layers with levels the first that does not allow; 0 elsewhere.
    var implicitlyDenyingLevel: Int { Int(level) }

    /// The first statement, in the order of the policies, that gave the verdict; nil for an implicit denial.
    public var statement: StatementReference? {
        guard hasStatement else { return nil }
        return StatementReference(
            level: Int(level),
            policy: Int(policy),
            statement: statementIndex >= 0 ? Int(statementIndex) : nil
        )
    }
}
