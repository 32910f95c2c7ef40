/// Finds values that cannot match as their author meant, in documents that are otherwise valid.
struct ValueChecker {
    let version: PolicyDocument.Version

    static func findings(in statements: [PolicyStatement], version: PolicyDocument.Version) -> [PolicyFinding] {
        let checker = ValueChecker(version: version)
        return statements.enumerated().flatMap { index, statement in
            checker.problems(in: statement).map {
                PolicyFinding(statement: index, message: $0.value, location: $0.location)
            }
        }
    }

    private func problems(in statement: PolicyStatement) -> [Located<String>] {
        let resources = (statement.resource?.patterns ?? []).filter(hasMisplacedVariable).map {
            Located("policy variable before the fifth colon of '\($0.value)'", at: $0.location)
        }
        return resources + statement.conditions.flatMap(problems)
    }

    private func hasMisplacedVariable(_ pattern: Located<String>) -> Bool {
        guard version == .v2012, pattern.value.hasVariableMark else { return false }
        let pieces = try? PatternSyntax(scope: .resource, expandsVariables: true).parse(pattern.value)
        return pieces?.contains(.misplacedVariable) ?? false
    }

    private func problems(in clause: ConditionClause) -> [Located<String>] {
        let traits = clause.operation.value.comparison.traits
        return clause.values.compactMap { value in
            expectation(traits, value.value).map {
                Located("'\(value.value)' is not \($0), which \(clause.operation.value) needs", at: value.location)
            }
        }
    }

    /// What the operator needs and the value is not; nil when it is.
    private func expectation(_ traits: ConditionOperator.Traits, _ value: String) -> String? {
        let bytes = Array(value.utf8)
        switch traits.kind {
        case .text: return nil
        case .arn: return ARNPattern.isPlausible(value, expandsVariables: version == .v2012) ? nil : "an ARN"
        case .binary: return Base64Text.decode(bytes.span) == nil ? "base64" : nil
        case .number: return DecimalNumber(bytes.span) == nil ? "a number" : nil
        case .instant: return Instant(bytes.span) == nil ? "a date" : nil
        case .network: return IPNetwork(bytes.span) == nil ? "an address or a range of addresses" : nil
        case .bool, .null: return BooleanText.parse(bytes.span) == nil ? "a boolean" : nil
        }
    }
}
