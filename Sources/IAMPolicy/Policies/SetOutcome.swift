/// What one policy set says to a request.
struct SetOutcome: BitwiseCopyable {
    let verdict: Verdict
    /// How strong an allowance is; also told when a statement denies.
    let grant: Grant
    /// The policy that gave the verdict; meaningless for an implicit denial.
    let policy: UInt32
    /// The statement that gave the verdict, or -1.
    let statement: Int32

    static let implicitDeny = SetOutcome(verdict: .implicitDeny, grant: .none, policy: 0, statement: -1)

    private init(verdict: Verdict, grant: Grant, policy: UInt32, statement: Int32) {
        self.verdict = verdict
        self.grant = grant
        self.policy = policy
        self.statement = statement
    }

    init(_ verdict: Verdict, grant: Grant, _ row: StatementRow) {
        self.init(verdict: verdict, grant: grant, policy: row.policy, statement: row.statement)
    }
}
