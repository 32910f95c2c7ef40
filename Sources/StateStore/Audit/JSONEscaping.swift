/// Finds what JSON escapes in a text, eight bytes at a time: almost every text has nothing.
enum JSONEscaping {
    /// `\u001f`: bytes that one byte may become.
    static let longestEscape = 6

    static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The index of the first byte from `start` on that must be escaped, or the end.
    static func firstEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let bytes = UnsafeRawBufferPointer(text)
        while index + 8 <= bytes.count, !mayHaveEscape(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
            index += 8
        }
        while index < text.count, !mustBeEscaped(text[index]) {
            index += 1
        }
        return index
    }

    /// RFC 8259 §7: quotation mark, reverse solidus and the control characters.
    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Exact for the lowest byte that must be escaped, so never false when there is one; `x - n & ~x & 0x80` tells for each
    /// byte whether it is below `n`, given that no lower byte was.
    /// <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>
    private static func mayHaveEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones << 7
        let quotes = word ^ (ones * 0x22)
        let backslashes = word ^ (ones * 0x5C)
        let found = (word &- ones * 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return found & highBits != 0
    }
}
