/// Finds the end of the part of a JSON string that stands for itself, eight bytes at a time: events and code packages
/// are megabytes of little else.
enum JSONStringScan {
    private static let lowBits: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first quote, backslash or control character from `start` on; the end when there is none.
    static func endOfPlainRun(in bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBytes { bytes in
            var position = start
            while position + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let marks = markedBytes(of: word)
                if marks != 0 { return position + marks.trailingZeroBitCount / 8 }
                position += 8
            }
            while position < bytes.count, isPlain(bytes[position]) { position += 1 }
            return position
        }
    }

    /// A word whose lowest set bit lies in the first byte that is not plain; zero when all eight are.
    /// (`x - 1` borrows from the high bit of a byte only if the byte was zero, and of a byte below 0x20 if 0x20 is
    /// taken away; borrows can only spoil the marks of later bytes.)
    private static func markedBytes(of word: UInt64) -> UInt64 {
        let quotes = word ^ lowBits &* UInt64(UInt8(ascii: "\""))
        let backslashes = word ^ lowBits &* UInt64(UInt8(ascii: "\\"))
        let isQuote = (quotes &- lowBits) & ~quotes
        let isBackslash = (backslashes &- lowBits) & ~backslashes
        let isControl = (word &- lowBits &* 0x20) & ~word
        return (isQuote | isBackslash | isControl) & highBits
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
