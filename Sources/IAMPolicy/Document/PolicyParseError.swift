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
        self.message = message.shortened
        self.detail = detail.shortened
        self.location = location
    }
}

extension String {
    /// Longer texts quote something that nobody will read to its end.
    private static let shownCharacters = 1_024

    /// The text, cut off where it is longer than messages should be.
    fileprivate var shortened: String {
        utf8.count > Self.shownCharacters ? prefix(Self.shownCharacters) + "…" : self
    }
}

extension PolicyParseError: CustomStringConvertible {
    public var description: String {
        guard let location else { return "\(message) (\(detail))" }
        return "\(message) (\(detail) at \(location))"
    }
}
