/// Why a text is not JSON that a policy may consist of.
struct JSONError: Error, Equatable {
    /// One line, lower case, user text in quotes.
    let detail: String
    let location: SourceLocation
}
