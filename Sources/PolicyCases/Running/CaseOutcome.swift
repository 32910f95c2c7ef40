package import IAMPolicy

/// What came out of a case that could be decided.
package struct CaseOutcome: Sendable {
    package let verdict: Verdict
    /// The layers that were evaluated, in the order of reports.
    package let layers: [(layer: PolicyLayer, verdict: Verdict)]
    package let decidedBy: [DecidingStatement]
    /// AWS's wording of a denial, or what allowed the request; one line.
    package let message: String
    /// What is odd about the statements that cover the action, each with its place.
    package let findings: [CaseFinding]

    /// Decides a request.
    ///
    /// - Parameters:
    ///   - query: the request.
    ///   - policies: every policy that bears on it.
    package init(_ query: AuthorizationQuery, _ policies: CasePolicies) {
        self.init(query, policies.evaluationPolicies)
    }

    /// Decides a request with policies that are compiled already.
    package init(_ query: AuthorizationQuery, _ compiled: EvaluationPolicies) {
        let decision = Authorizer.decide(query, compiled)
        verdict = decision.verdict
        layers = decision.layers.map { ($0.layer, $0.outcome.verdict) }
        decidedBy = decision.decidingStatements(in: compiled)
        let denial = AccessDeniedMessage(for: decision, query: query, policies: compiled)
        message = denial?.description ?? Self.allowedMessage(decidedBy)
        findings = compiled.findings(bearingOn: query).map(CaseFinding.init)
    }

    private static func allowedMessage(_ statements: [DecidingStatement]) -> String {
        if statements.isEmpty { return "allowed: this request needs no policy" }
        let names = statements.map { "statement \($0.reference.statement ?? 0) of \($0.policyIdentifier)" }
        return "allowed by " + names.joined(separator: " and ")
    }
}

extension CaseOutcome {
    /// Whether the outcome is what a case expects: the decision, and every layer that the case names.
    package func meets(_ expectation: CaseExpectation) -> Bool {
        expectation.verdict == verdict
            && expectation.layers.allSatisfy { layer, expected in
                layers.contains { $0.layer == layer && $0.verdict == expected }
            }
    }
}
