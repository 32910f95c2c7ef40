package import IAMPolicy

/// One request, every policy that bears on it, and the decision expected.
///
/// The format is described in `fixtures/README.md`.
package struct EvaluationCase: Sendable {
    /// Echoed in results.
    package let id: String?
    /// For readers; one line.
    package let name: String?
    package let query: AuthorizationQuery
    package let policies: CasePolicies
    /// What `postern test` compares with; nil when the case states nothing.
    package let expectation: Expectation?

    /// What must come out.
    package struct Expectation: Sendable, Hashable {
        /// Nil: the case must be refused as invalid.
        package let verdict: Verdict?
        /// Verdicts of single layers; those that are not named may say anything.
        package let layers: [PolicyLayer: Verdict]
    }
}
