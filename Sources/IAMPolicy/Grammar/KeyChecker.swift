/// Finds conditions whose operator does not suit the type of their key, as the service reference states it.
///
/// Decisions go by what the request carries; a condition of this kind seldom does what its author meant:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
struct KeyChecker {
    static func findings(in statements: [PolicyStatement]) -> [PolicyFinding] {
        statements.enumerated().flatMap { index, statement in
            statement.conditions.compactMap { clause in
                problem(in: clause).map {
                    PolicyFinding(statement: index, message: $0, location: clause.operation.location)
                }
            }
        }
    }

    private static func problem(in clause: ConditionClause) -> String? {
        let operation = clause.operation.value
        guard operation.comparison != .null, let type = ServiceReference.conditionKey(clause.key.value)?.type else {
            return nil
        }
        let key = clause.key.value
        guard type.element.suits(operation.comparison.traits.kind) else {
            return "'\(key)' is of type \(type), which \(operation) does not compare"
        }
        switch (type.isMultivalued, operation.qualifier) {
        case (true, nil): return "'\(key)' can have several values, so \(operation) needs ForAllValues or ForAnyValue"
        case (false, .forAllValues): return "'\(key)' has one value at most; \(operation) holds when it is missing, too"
        case (false, .forAnyValue): return "'\(key)' has one value at most; \(operation) needs no ForAnyValue"
        case (true, .some), (false, nil): return nil
        }
    }
}

extension ConditionKeyType.Element {
    /// Whether values of the type can be held against such an operator. Every value can be compared as text, and
    /// seconds since 1970 are a date and a number.
    fileprivate func suits(_ kind: ConditionRow.Kind) -> Bool {
        switch kind {
        case .text, .null: true
        case .arn: self == .arn
        case .binary: self == .binary
        case .number: self == .numeric || self == .date
        case .instant: self == .date || self == .numeric
        case .network: self == .ipAddress
        case .bool: self == .bool
        }
    }
}
