/// Why a sealed value cannot be opened.
package enum SealingError: Error, Equatable {
    /// Too short, or of a format this version does not know.
    case malformed
    /// Changed, sealed for another purpose, or sealed under another key.
    case notAuthentic
}
