/// Says of most grams that they are not in a table, in a few instructions.
struct GramFilter: Sendable {
    /// A power of two of words, or none.
    private var words: [UInt64] = []
    /// Bits to shift a hash by, so that the number of a filter bit remains.
    private var shift: UInt64 = 63

    /// With a third of the table's cells used, about one gram in twenty-four passes by chance.
    private static let bitsPerCell = 8

    /// - Parameter capacity: cells of the table, a power of two of at least 16, or none.
    init(capacity: Int) {
        guard capacity > 0 else { return }
        let bits = capacity * Self.bitsPerCell
        words = Array(repeating: 0, count: bits / 64)
        shift = UInt64(64 - bits.trailingZeroBitCount)
    }

    mutating func insert(_ gram: UInt64) {
        let bit = bit(gram)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    func mayContain(_ gram: UInt64) -> Bool {
        let words = words.span
        guard words.count > 0 else { return false }
        let bit = bit(gram)
        return words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// The high bits of one multiplication (by 2^64 over the golden ratio), which depend on every byte of the gram.
    @inline(__always)
    private func bit(_ gram: UInt64) -> Int {
        Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
