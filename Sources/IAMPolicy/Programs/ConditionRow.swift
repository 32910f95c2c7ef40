/// One key of one operator, compiled.
struct ConditionRow: BitwiseCopyable, Sendable {
    /// What the values are, and so where they stand.
    enum Kind: UInt8, BitwiseCopyable {
        /// Patterns.
        case text
        /// Patterns over ARNs.
        case arn
        /// Patterns over decoded bytes.
        case binary
        case number
        case instant
        case network
        /// Bytes of the pool: 0, 1, or 2 for neither.
        case bool
        /// Likewise; asks whether the key is absent.
        case null
    }

    enum Quantifier: UInt8, BitwiseCopyable {
        case single
        case all
        case any
    }

    var kind: Kind
    var relation: Relation
    var quantifier: Quantifier
    var isNegated: Bool
    var ifExists: Bool
    /// What a comparison counts as that cannot be made, before negation: whatever keeps the statement closed.
    var undecidable: Bool
    var key: IndexRange
    var keyHash: UInt64
    var values: IndexRange
}
