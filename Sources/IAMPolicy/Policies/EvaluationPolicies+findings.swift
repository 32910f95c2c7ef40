extension EvaluationPolicies {
    /// What is odd about the statements that cover a request's action: values that are not of their operator's type, and
    /// operators that do not suit their key.
    public func findings(
        bearingOn query: AuthorizationQuery
    ) -> [(statement: DecidingStatement, finding: PolicyFinding)] {
        PolicyLayer.allCases.flatMap { layer in
            sets(of: layer).enumerated().flatMap { level, set in
                set.policies.enumerated().flatMap { index, policy in
                    findings(in: policy, query) { statement in
                        let reference = StatementReference(level: level, policy: index, statement: statement)
                        return DecidingStatement(layer: layer, reference: reference, policy: policy)
                    }
                }
            }
        }
    }

    private func findings(
        in policy: CompiledPolicy,
        _ query: AuthorizationQuery,
        describe: (Int) -> DecidingStatement
    ) -> [(statement: DecidingStatement, finding: PolicyFinding)] {
        guard case .success(let document) = policy.document else { return [] }
        return (document.findings + document.keyFindings)
            .filter { policy.covers(query.facts, statement: $0.statement) }
            .map { (describe($0.statement), $0) }
    }
}
