/// An element that did not match, with the request's value beside the policy's.
public struct ElementMismatch: Sendable, Hashable {
    /// The element's name in the policy, such as `NotResource` or `Condition`.
    public let element: String
    /// For conditions the operator, such as `ForAnyValue:StringLike`.
    public let conditionOperator: String?
    /// For conditions the key as written.
    public let conditionKey: String?
    /// The request's value of the element, or its values of the key; empty when it does not have the key.
    public let requested: [String]
    /// The policy's values as written.
    public let patterns: [String]
    /// The policy's values with their variables replaced; nil where a variable has no value.
    public let resolvedPatterns: [String?]
    /// Where the element stands in the policy's text.
    public let location: SourceLocation
}

extension ElementMismatch {
    /// - Parameter name: `Action` or `Resource`.
    init(_ element: PatternElement, _ name: String, requested: String, resolved: [String?]? = nil) {
        self.element = element.isComplement ? "Not\(name)" : name
        conditionOperator = nil
        conditionKey = nil
        self.requested = [requested]
        patterns = element.patterns.map(\.value)
        resolvedPatterns = resolved ?? patterns
        location = element.location
    }

    init(_ element: PrincipalElement, requested: String) {
        self.element = element.isComplement ? "NotPrincipal" : "Principal"
        conditionOperator = nil
        conditionKey = nil
        self.requested = [requested]
        patterns = element.members.map(\.value.description)
        resolvedPatterns = patterns
        location = element.location
    }

    init(_ clause: ConditionClause, requested: [String], resolved: [String?]?) {
        element = "Condition"
        conditionOperator = clause.operation.value.description
        conditionKey = clause.key.value
        self.requested = requested
        patterns = clause.values.map(\.value)
        resolvedPatterns = resolved ?? patterns
        location = clause.key.location
    }
}
