/// The textual forms of addresses: dotted decimal, and RFC 4291 section 2.2.
enum IPAddressText {
    /// Four decimal octets without leading zeros.
    static func parseIPv4(_ text: Span<UInt8>) -> UInt32? {
        var address: UInt32 = 0
        var index = 0
        for part in 0..<4 {
            if part > 0 {
                guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
                index += 1
            }
            guard let octet = parseDecimal(text, from: &index, maximum: 255) else { return nil }
            address = address << 8 | UInt32(octet)
        }
        return index == text.count ? address : nil
    }

    static func parsePrefix(_ text: Span<UInt8>) -> Int? {
        var index = 0
        guard let value = parseDecimal(text, from: &index, maximum: 128), index == text.count else { return nil }
        return value
    }

    /// Eight groups of up to four hexadecimal digits; `::` once for groups of zeros; the last two may be dotted.
    static func parseIPv6(_ text: Span<UInt8>) -> UInt128? {
        var groups = Groups()
        var index = 0
        if hasGapMark(text, at: 0) {
            groups.markGap()
            index = 2
        }
        while index < text.count {
            if groups.count == 6 || groups.hasGap, let tail = parseIPv4(text.extracting(index..<text.count)) {
                groups.append(UInt16(tail >> 16))
                groups.append(UInt16(truncatingIfNeeded: tail))
                return groups.address
            }
            guard groups.count < 8, let group = parseHex(text, from: &index) else { return nil }
            groups.append(group)
            guard index < text.count else { break }
            if hasGapMark(text, at: index) {
                guard !groups.hasGap else { return nil }
                groups.markGap()
                index += 2
            } else {
                guard text[index] == UInt8(ascii: ":"), index + 1 < text.count else { return nil }
                index += 1
            }
        }
        return groups.address
    }

    /// The groups read so far, with the place of `::`.
    private struct Groups {
        private var head: UInt128 = 0
        private var tail: UInt128 = 0
        private(set) var count = 0
        private var tailCount = 0
        private(set) var hasGap = false

        mutating func markGap() { hasGap = true }

        mutating func append(_ group: UInt16) {
            count += 1
            if hasGap {
                tail = tail << 16 | UInt128(group)
                tailCount += 1
            } else {
                head = head << 16 | UInt128(group)
            }
        }

        /// Nil unless the groups make eight, or a gap stands for at least one.
        var address: UInt128? {
            guard hasGap else { return count == 8 ? head : nil }
            guard count < 8 else { return nil }
            let headCount = count - tailCount
            return (headCount == 0 ? 0 : head << UInt128(16 * (8 - headCount))) | tail
        }
    }

    private static func hasGapMark(_ text: Span<UInt8>, at index: Int) -> Bool {
        index + 1 < text.count && text[index] == UInt8(ascii: ":") && text[index + 1] == UInt8(ascii: ":")
    }

    private static func parseDecimal(_ text: Span<UInt8>, from index: inout Int, maximum: Int) -> Int? {
        let start = index
        var value = 0
        while index < text.count, text[index].isASCIIDigit, index - start < 3 {
            value = value * 10 + Int(text[index] & 0x0F)
            index += 1
        }
        let count = index - start
        guard count > 0, value <= maximum, count == 1 || text[start] != UInt8(ascii: "0") else { return nil }
        return value
    }

    private static func parseHex(_ text: Span<UInt8>, from index: inout Int) -> UInt16? {
        let start = index
        var value: UInt16 = 0
        while index < text.count, index - start < 4 {
            let byte = text[index].asciiLowercased
            if byte.isASCIIDigit {
                value = value << 4 | UInt16(byte & 0x0F)
            } else if byte &- UInt8(ascii: "a") < 6 {
                value = value << 4 | UInt16(byte &- UInt8(ascii: "a") &+ 10)
            } else {
                break
            }
            index += 1
        }
        return index > start ? value : nil
    }
}
