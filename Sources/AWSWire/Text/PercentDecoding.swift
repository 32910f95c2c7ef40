/// Reading percent-encoded text (<https://www.rfc-editor.org/rfc/rfc3986#section-2.1>).
enum PercentDecoding {
    /// The text that `encoded` stands for; nil when an escape is cut short or not hexadecimal, or when the bytes are
    /// not UTF-8.
    ///
    /// - Parameter plusIsSpace: whether `+` means a space, as in form bodies and query strings, not in paths.
    static func decode(_ encoded: Substring.UTF8View, plusIsSpace: Bool) -> String? {
        guard encoded.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(Substring(encoded))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard
                    let high = rest.popFirst().flatMap(hexDigitValue),
                    let low = rest.popFirst().flatMap(hexDigitValue)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The value of a hexadecimal digit in either case; nil for every other byte.
    static func hexDigitValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
