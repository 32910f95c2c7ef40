/// How one statement bears on a request.
public struct StatementExplanation: Sendable, Hashable {
    /// The statement, by place and name.
    public let statement: DecidingStatement
    /// The first element that did not match; nil when the statement applies.
    public let mismatch: ElementMismatch?
    /// How many elements matched before the one that did not: 0 when the action did not.
    public let matchedElements: Int

    /// Whether every element matched.
    public var applies: Bool { mismatch == nil }
}

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
