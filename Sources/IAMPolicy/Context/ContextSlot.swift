/// One key of a request's context.
struct ContextSlot: BitwiseCopyable, Sendable {
    /// Hash of the name, whatever its case.
    var hash: UInt64
    /// The name as it was first spelled.
    var name: IndexRange
    /// Of a key with one value the value's bytes; of any other where its values stand among the further ones.
    var value: IndexRange
    var valueCount: UInt32
}
