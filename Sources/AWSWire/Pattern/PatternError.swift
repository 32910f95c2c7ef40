/// A regular expression has syntax that Postern does not read.
package struct PatternError: Error, Equatable {
    /// What was met.
    package let unsupported: String
}
