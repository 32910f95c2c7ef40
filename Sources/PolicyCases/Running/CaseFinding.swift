package import IAMPolicy

/// Something odd about a statement of a case: valid, but hardly what its author meant.
package struct CaseFinding: Sendable {
    /// The statement it is about.
    package let statement: DecidingStatement
    package let finding: PolicyFinding
}

extension CaseFinding: CustomStringConvertible {
    /// Such as `scp.json:3:20: 'ten' is not a number, which NumericEquals needs`.
    package var description: String { "\(statement.policyIdentifier):\(finding.location): \(finding.message)" }
}

extension CaseFinding {
    /// The place counts from the beginning of the policy, wherever the policy stands.
    var json: JSONValue {
        [
            "policy": .string(statement.policyIdentifier),
            "statement": JSONValue(finding.statement),
            "line": JSONValue(finding.location.line),
            "column": JSONValue(finding.location.column),
            "message": .string(finding.message),
        ]
    }
}
