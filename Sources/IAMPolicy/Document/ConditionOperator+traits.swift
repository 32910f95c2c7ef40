extension ConditionOperator {
    /// What a comparison works on.
    struct Traits: Equatable {
        var kind: ConditionRow.Kind
        var relation: Relation = .equal
        var isNegated = false
        var scope: PatternSyntax.Scope = .literal
        var ignoresCase = false

        /// Whether the values are patterns, in which variables may stand.
        var takesPatterns: Bool { kind == .text || kind == .arn }
    }
}

extension ConditionOperator.Comparison {
    /// The comparison taken apart. `ArnEquals` takes wildcards exactly as `ArnLike` does:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>
    var traits: ConditionOperator.Traits {
        switch self {
        case .stringEquals: .init(kind: .text)
        case .stringNotEquals: .init(kind: .text, isNegated: true)
        case .stringEqualsIgnoreCase: .init(kind: .text, ignoresCase: true)
        case .stringNotEqualsIgnoreCase: .init(kind: .text, isNegated: true, ignoresCase: true)
        case .stringLike: .init(kind: .text, scope: .glob)
        case .stringNotLike: .init(kind: .text, isNegated: true, scope: .glob)
        case .numericEquals: .init(kind: .number)
        case .numericNotEquals: .init(kind: .number, isNegated: true)
        case .numericLessThan: .init(kind: .number, relation: .less)
        case .numericLessThanEquals: .init(kind: .number, relation: .lessOrEqual)
        case .numericGreaterThan: .init(kind: .number, relation: .greater)
        case .numericGreaterThanEquals: .init(kind: .number, relation: .greaterOrEqual)
        case .dateEquals: .init(kind: .instant)
        case .dateNotEquals: .init(kind: .instant, isNegated: true)
        case .dateLessThan: .init(kind: .instant, relation: .less)
        case .dateLessThanEquals: .init(kind: .instant, relation: .lessOrEqual)
        case .dateGreaterThan: .init(kind: .instant, relation: .greater)
        case .dateGreaterThanEquals: .init(kind: .instant, relation: .greaterOrEqual)
        case .bool: .init(kind: .bool)
        case .binaryEquals: .init(kind: .binary)
        case .ipAddress: .init(kind: .network)
        case .notIPAddress: .init(kind: .network, isNegated: true)
        case .arnEquals, .arnLike: .init(kind: .arn, scope: .arn)
        case .arnNotEquals, .arnNotLike: .init(kind: .arn, isNegated: true, scope: .arn)
        case .null: .init(kind: .null)
        }
    }
}
