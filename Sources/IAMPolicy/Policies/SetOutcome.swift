/// What one policy set says to a request.
struct SetOutcome {
    var verdict: Verdict
    /// How strong an allowance is; also told when a statement denies.
    var grant: Grant
    /// The policy and statement that gave the verdict; nil for an implicit denial.
    var statement: (policy: Int, statement: Int?)?
}
