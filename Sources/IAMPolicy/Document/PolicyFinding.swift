/// Something in a valid document that cannot mean what its author meant, such as `NumericEquals: "ten"`.
///
/// The decision stays closed: such a value never matches in an `Allow` and matches in a `Deny`.
public struct PolicyFinding: Sendable, Hashable {
    /// Index of the statement in its document.
    public let statement: Int
    /// One line, lower case, user text in quotes.
    public let message: String
    public let location: SourceLocation
}
