/// How a service words its validation errors.
package struct ValidationStyle: Sendable, Equatable {
    /// The error code, such as `ValidationError`.
    package let code: String
    /// Whether messages repeat the values; IAM's never do (<https://github.com/boto/botocore/issues/3337>).
    package let showsValues: Bool
    /// Whether the constraints listed for items of lists and maps end with `Member must not be null`, as Lambda's do.
    package let listsNullConstraint: Bool
    /// Patterns that the service checks itself, after the framework's constraints, with its own sentence for each;
    /// IAM says of a user name: `It must contain only alphanumeric characters and/or the following: +=,.@_-`.
    package let patternSentences: [String: String]
    /// Whether the first thing wrong is told with a `Reason` of its own and that reason's sentence, as Organizations does.
    package let givesReasons: Bool

    package init(
        code: String,
        showsValues: Bool = true,
        listsNullConstraint: Bool = false,
        patternSentences: [String: String] = [:],
        givesReasons: Bool = false
    ) {
        self.code = code
        self.showsValues = showsValues
        self.listsNullConstraint = listsNullConstraint
        self.patternSentences = patternSentences
        self.givesReasons = givesReasons
    }
}
