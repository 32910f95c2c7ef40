/// Rules over policy variables, which stand in `Resource` and in string and ARN conditions.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
struct VariableRules {
    let kind: PolicyKind

    /// Refuses variables that are not closed, empty, or have a default without quotes: nothing could be put in for them,
    /// so a `Deny` with one would silently deny nothing.
    func check(_ statements: [PolicyStatement]) throws(PolicyParseError) {
        for statement in statements {
            for pattern in statement.resource?.patterns ?? [] {
                try check(pattern, .resource)
            }
            for clause in statement.conditions where clause.operation.value.comparison.traits.takesPatterns {
                for value in clause.values {
                    try check(value, .glob)
                }
            }
        }
    }

    private func check(_ text: Located<String>, _ scope: PatternSyntax.Scope) throws(PolicyParseError) {
        guard text.value.hasVariableMark else { return }
        do {
            _ = try PatternSyntax(scope: scope, expandsVariables: true).parse(text.value)
        } catch {
            throw .syntax(kind, error.detail, at: text.location)
        }
    }
}
