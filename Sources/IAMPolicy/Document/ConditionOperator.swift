/// A condition operator with its set qualifier and `IfExists` suffix.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
public struct ConditionOperator: Sendable, Hashable {
    /// What is compared, and how.
    public let comparison: Comparison
    /// How several values in the request are treated.
    public let qualifier: Qualifier?
    /// Whether the condition holds when the key is absent.
    public let ifExists: Bool

    public init(_ comparison: Comparison, qualifier: Qualifier? = nil, ifExists: Bool = false) {
        self.comparison = comparison
        self.qualifier = qualifier
        self.ifExists = ifExists
    }

    /// The set qualifiers for keys with several values.
    public enum Qualifier: String, Sendable, Hashable, CaseIterable {
        case forAllValues = "ForAllValues"
        case forAnyValue = "ForAnyValue"
    }

    /// The operators by their names in policies.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case stringEquals = "StringEquals"
        case stringNotEquals = "StringNotEquals"
        case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
        case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
        case stringLike = "StringLike"
        case stringNotLike = "StringNotLike"
        case numericEquals = "NumericEquals"
        case numericNotEquals = "NumericNotEquals"
        case numericLessThan = "NumericLessThan"
        case numericLessThanEquals = "NumericLessThanEquals"
        case numericGreaterThan = "NumericGreaterThan"
        case numericGreaterThanEquals = "NumericGreaterThanEquals"
        case dateEquals = "DateEquals"
        case dateNotEquals = "DateNotEquals"
        case dateLessThan = "DateLessThan"
        case dateLessThanEquals = "DateLessThanEquals"
        case dateGreaterThan = "DateGreaterThan"
        case dateGreaterThanEquals = "DateGreaterThanEquals"
        case bool = "Bool"
        case binaryEquals = "BinaryEquals"
        case ipAddress = "IpAddress"
        case notIPAddress = "NotIpAddress"
        case arnEquals = "ArnEquals"
        case arnNotEquals = "ArnNotEquals"
        case arnLike = "ArnLike"
        case arnNotLike = "ArnNotLike"
        case null = "Null"
    }
}

extension ConditionOperator: CustomStringConvertible {
    /// The name as it stands in policies, such as `ForAnyValue:StringLikeIfExists`.
    public var description: String {
        let prefix = qualifier.map { "\($0.rawValue):" } ?? ""
        return prefix + comparison.rawValue + (ifExists ? "IfExists" : "")
    }
}

extension ConditionOperator {
    /// Reads an operator as it stands in policies.
    ///
    /// - Returns: nil for a name that is no operator. `Null` takes no `IfExists`: it asks for existence itself.
    public init?(_ name: String) {
        var rest = Substring(name)
        var qualifier: Qualifier?
        if let colon = rest.firstIndex(of: ":") {
            guard let known = Qualifier(rawValue: String(rest[..<colon])) else { return nil }
            qualifier = known
            rest = rest[rest.index(after: colon)...]
        }
        let ifExists = rest.hasSuffix("IfExists")
        if ifExists { rest.removeLast("IfExists".count) }
        guard let comparison = Comparison(rawValue: String(rest)), !(ifExists && comparison == .null) else {
            return nil
        }
        self.init(comparison, qualifier: qualifier, ifExists: ifExists)
    }
}
