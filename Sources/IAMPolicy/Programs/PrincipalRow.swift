/// One principal that a statement names, compiled.
struct PrincipalRow: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        case everyone
        case account
        case arn
        case uniqueID
        case service
        case federated
        case canonicalUser
    }

    var kind: Kind
    var hash: UInt64
    /// The name in the pool.
    var text: IndexRange
}
