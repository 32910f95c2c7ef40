/// The same, eight bytes at a time.
extension ASCII {
    /// Writes `source` with its capitals made small; `target` has room for it.
    @inline(__always)
    static func lowercase(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
        guard source.count >= 8 else {
            for offset in 0..<source.count {
                target.storeBytes(of: lowercased(source[offset]), toByteOffset: offset, as: UInt8.self)
            }
            return
        }
        var offset = 0
        while true {
            let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            target.storeBytes(of: lowercased(word), toByteOffset: offset, as: UInt64.self)
            guard offset &+ 8 < source.count else { return }
            // The last word may overlap the one before it.
            offset = min(offset &+ 8, source.count &- 8)
        }
    }

    /// Eight bytes with their capitals made small. In each, the seventh bit after an addition tells whether the low
    /// seven bits reach a bound; bytes beyond ASCII stay as they are.
    static func lowercased(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let isFromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let isBeyondZ = low &+ 0x2525_2525_2525_2525
        let isCapital = (isFromA & ~isBeyondZ & ~word) & 0x8080_8080_8080_8080
        return word | isCapital >> 2
    }

    /// Whether one of eight bytes is a space or below: subtracting 33 from it then borrows from its own high bit.
    static func containsControlOrSpace(_ word: UInt64) -> Bool {
        (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080 != 0
    }

    /// Marks, in the high bit of each byte, slashes, and beside them dots if these are asked for too. The two differ in
    /// their lowest bit only; a byte is zero where it is the one looked for.
    static func slashes(_ word: UInt64, andDots: Bool = false) -> UInt64 {
        let candidate = (andDots ? word | 0x0101_0101_0101_0101 : word) ^ 0x2F2F_2F2F_2F2F_2F2F
        let isNotZero = ((candidate & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | candidate
        return ~isNotZero & 0x8080_8080_8080_8080
    }

    /// Whether all eight bytes are digits or letters from `a` to `f`; see ``lowercased(_:)``.
    static func areLowerCaseHexDigits(_ word: UInt64) -> Bool {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let isDigit = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
        let isLetter = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x1919_1919_1919_1919)
        return (isDigit | isLetter) & ~word & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080
    }

    /// Marks, in the high bit of each byte, letters, digits, `-`, `.`, `/`, `_` and `~`; see ``lowercased(_:)``.
    static func unreservedOrSlash(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let small = low | 0x2020_2020_2020_2020
        let isLetter = (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505)
        let isFromMinusToNine = (low &+ 0x5353_5353_5353_5353) & ~(low &+ 0x4646_4646_4646_4646)
        let isUnderscore = (low &+ 0x2121_2121_2121_2121) & ~(low &+ 0x2020_2020_2020_2020)
        let isTilde = (low &+ 0x0202_0202_0202_0202) & ~(low &+ 0x0101_0101_0101_0101)
        return (isLetter | isFromMinusToNine | isUnderscore | isTilde) & ~word & 0x8080_8080_8080_8080
    }
}
