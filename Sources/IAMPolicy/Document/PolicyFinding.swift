/// Something in a valid document that cannot mean what its author meant, such as `NumericEquals: "ten"`, or an operator
/// that does not suit its key.
///
/// The decision stays closed: a value that is not of its operator's type never matches in an `Allow` and matches in a
/// `Deny`.
public struct PolicyFinding: Sendable, Hashable {
    /// Index of the statement in its document.
    public let statement: Int
    /// One line, lower case, user text in quotes.
    public let message: String
    public let location: SourceLocation
}
