/// The type of a condition key's values, as the Service Authorization Reference states it.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
public struct ConditionKeyType: Hashable, Sendable {
    /// What one value is.
    public enum Element: String, Sendable, CaseIterable {
        case string = "String"
        case arn = "ARN"
        case bool = "Bool"
        case numeric = "Numeric"
        case date = "Date"
        case ipAddress = "IPAddress"
        case binary = "Binary"
    }

    public let element: Element
    /// True for the `ArrayOf…` types: a request can carry several values, so a condition needs
    /// `ForAllValues` or `ForAnyValue` to say which of them count.
    public let isMultivalued: Bool

    public init(_ element: Element, isMultivalued: Bool = false) {
        self.element = element
        self.isMultivalued = isMultivalued
    }
}

extension ConditionKeyType: CustomStringConvertible {
    /// AWS's name of the type, such as `String` or `ArrayOfARN`.
    public var description: String { isMultivalued ? "ArrayOf\(element.rawValue)" : element.rawValue }
}
