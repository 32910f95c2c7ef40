/// Base64 with padding (RFC 4648 section 4), as binary values stand in policies.
enum Base64Text {
    /// - Returns: the decoded bytes; nil when the text is not base64.
    static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 4) {
            guard let group = Group(text, at: start) else { return nil }
            for index in 0..<group.count {
                bytes.append(group.byte(index))
            }
        }
        return bytes
    }

    /// Whether the text encodes the bytes, without decoding it into memory; nil when the text is not base64.
    static func encodes(_ text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool? {
        guard text.count % 4 == 0 else { return nil }
        var position = 0
        var isEqual = true
        var start = 0
        while start < text.count {
            guard let group = Group(text, at: start) else { return nil }
            for index in 0..<group.count {
                isEqual = isEqual && position < bytes.count && bytes[position] == group.byte(index)
                position += 1
            }
            start += 4
        }
        return isEqual && position == bytes.count
    }

    /// Four characters, and the one to three bytes they stand for.
    private struct Group {
        let bits: UInt32
        let count: Int

        init?(_ text: Span<UInt8>, at start: Int) {
            let isLast = start + 4 == text.count
            var bits: UInt32 = 0
            var padding = 0
            for index in start..<start + 4 {
                let character = text[index]
                if character == UInt8(ascii: "="), isLast, index >= start + 2 {
                    padding += 1
                    bits <<= 6
                    continue
                }
                guard padding == 0, let value = Group.value(character) else { return nil }
                bits = bits << 6 | value
            }
            self.bits = bits
            count = 3 - padding
        }

        func byte(_ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * index))
        }

        private static func value(_ character: UInt8) -> UInt32? {
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
            case UInt8(ascii: "+"): 62
            case UInt8(ascii: "/"): 63
            default: nil
            }
        }
    }
}
