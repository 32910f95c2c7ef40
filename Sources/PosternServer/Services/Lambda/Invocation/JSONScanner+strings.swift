extension JSONScanner {
    /// Takes a string, its quotation marks included. Runs of plain ASCII go eight bytes at a time.
    mutating func string() -> Bool {
        position += 1
        while position < bytes.count {
            skipPlainText()
            guard position < bytes.count else { return false }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return true
            case UInt8(ascii: "\\"):
                guard escape() else { return false }
            case ..<0x20:
                return false
            case ..<0x80:
                position += 1
            default:
                guard scalar() else { return false }
            }
        }
        return false
    }

    /// Passes words of eight bytes in which nothing has to be looked at: no control character, quotation mark, backslash
    /// or byte beyond ASCII.
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= bytes.count {
            let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + position).loadUnaligned(as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            let zeroQuotes = (quotes &- ones) & ~quotes
            let zeroBackslashes = (backslashes &- ones) & ~backslashes
            let controls = (word &- (ones &* 0x20)) & ~word
            guard (zeroQuotes | zeroBackslashes | controls | word) & high == 0 else { return }
            position += 8
        }
    }

    private mutating func escape() -> Bool {
        guard position + 1 < bytes.count else { return false }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
            return true
        case UInt8(ascii: "u"):
            guard position + 6 <= bytes.count else { return false }
            for index in position + 2..<position + 6 where !Self.isHexadecimal(bytes[index]) { return false }
            position += 6
            return true
        default:
            return false
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }

    /// Takes one scalar of more than one byte, well formed by the Unicode Standard, table 3-7.
    private mutating func scalar() -> Bool {
        let (length, second) = Self.wellFormed(bytes[position])
        guard length > 0, position + length <= bytes.count, second.contains(bytes[position + 1]) else { return false }
        for index in 2..<max(2, length) where bytes[position + index] & 0xC0 != 0x80 { return false }
        position += length
        return true
    }

    /// How many bytes a scalar with this first byte has, and which second bytes it may have; 0 for no first byte.
    private static func wellFormed(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
    }
}
