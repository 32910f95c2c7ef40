/// Base64 with the standard alphabet and padding (<https://www.rfc-editor.org/rfc/rfc4648#section-4>), over bytes,
/// because code packages of many megabytes come in this form.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    /// The value of each byte; 0xFF where the byte is not of the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        let count = (bytes.count + 2) / 3 * 4
        return [UInt8](unsafeUninitializedCapacity: count) { output, initialised in
            var position = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let group = bytes[start..<min(start + 3, bytes.count)]
                encode(group, into: &output, at: position)
                position += 4
            }
            initialised = count
        }
    }

    /// The bytes that `text` stands for; nil when it has a byte outside the alphabet, white space included, or is
    /// not padded to a multiple of four.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let digits = text.prefix(text.count - text.suffix(2).filter { $0 == padding }.count)
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value != 0xFF else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
        }
        return bytes
    }

    /// Writes the four digits of one to three bytes.
    private static func encode(
        _ group: ArraySlice<UInt8>,
        into output: inout UnsafeMutableBufferPointer<UInt8>,
        at position: Int
    ) {
        var bits: UInt32 = 0
        for offset in 0..<3 {
            bits = bits << 8 | (offset < group.count ? UInt32(group[group.startIndex + offset]) : 0)
        }
        for digit in 0..<4 {
            let value = Int(bits >> UInt32(18 - 6 * digit) & 0x3F)
            output[position + digit] = digit <= group.count ? alphabet[value] : padding
        }
    }
}
