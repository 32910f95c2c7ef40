/// Why a text is not a policy document of its kind.
///
/// A gateway answers it as `MalformedPolicyDocument` (400) with ``message``.
public struct PolicyParseError: Error, Sendable, Hashable {
    /// One sentence, in AWS's wording where AWS has one.
    public let message: String
    /// What exactly is wrong, for people who have the text before them; lower case, user text in quotes.
    public let detail: String
    /// Where the offending element stands; nil when the document as a whole is meant.
    public let location: SourceLocation?

    public init(_ message: String, detail: String, at location: SourceLocation?) {
        self.message = message
        self.detail = detail
        self.location = location
    }
}

extension PolicyParseError: CustomStringConvertible {
    public var description: String {
        guard let location else { return "\(message) (\(detail))" }
        return "\(message) (\(detail) at \(location))"
    }
}
