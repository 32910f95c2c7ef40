/// A stretch of indices into a pool that stands beside it.
struct IndexRange: BitwiseCopyable, Sendable, Equatable {
    var start: UInt32
    var count: UInt32

    init(start: Int, count: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: count)
    }

    static let empty = IndexRange(start: 0, count: 0)

    var bounds: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

extension [UInt8] {
    /// Appends the bytes and tells where they stand.
    mutating func store(_ bytes: some Collection<UInt8>) -> IndexRange {
        defer { append(contentsOf: bytes) }
        return IndexRange(start: count, count: bytes.count)
    }
}
