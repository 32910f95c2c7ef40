/// A part of a pattern that holds variables.
struct TemplatePiece: BitwiseCopyable, Sendable {
    /// Literal bytes and wildcards; for a variable its default value.
    var text: IndexRange
    /// The folded name of the context key; empty for a literal.
    var key: IndexRange
    /// Hash of the folded name.
    var keyHash: UInt64
    var isVariable: Bool
    /// Whether a literal holds wildcards.
    var hasWildcard: Bool
    var hasDefault: Bool
}
