/// A header field as ranges of the bytes of its ``HeadBytes``.
struct HeaderField {
    /// Lower case.
    let name: Range<Int>
    /// Tells most names apart in one comparison.
    let tag: NameTag
    /// As it arrived: not trimmed, not folded.
    let value: Range<Int>
    /// Whether `SignedHeaders` names it.
    var isSigned = false
}

/// The length of a name with its first and last bytes; equal for equal names, and seldom for others.
struct NameTag: Equatable {
    private let word: UInt64

    init(_ name: UnsafeRawBufferPointer) {
        let count = name.count
        guard count >= 8 else {
            var word = UInt64(truncatingIfNeeded: count)
            for byte in name { word = word << 8 | UInt64(byte) }
            self.word = word
            return
        }
        let head = name.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = name.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        word = head &* 0x9E37_79B9_7F4A_7C15 ^ tail ^ UInt64(truncatingIfNeeded: count)
    }
}
