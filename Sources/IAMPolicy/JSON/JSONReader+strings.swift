extension JSONReader {
    mutating func readString() throws(JSONError) -> String {
        index += 1
        let start = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return String(decoding: text[start..<index], as: UTF8.self)
            case UInt8(ascii: "\\"):
                return try readEscapedString(prefix: start..<index)
            case 0..<0x20:
                throw failure("control character in a string")
            default:
                step(over: byte)
            }
        }
        throw failure("string without end")
    }

    private mutating func readEscapedString(prefix: Range<Int>) throws(JSONError) -> String {
        var bytes = Array(text[prefix])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                bytes.append(contentsOf: String(try readEscape()).utf8)
            case 0..<0x20:
                throw failure("control character in a string")
            default:
                bytes.append(byte)
                step(over: byte)
            }
        }
        throw failure("string without end")
    }

    private mutating func step(over byte: UInt8) {
        index += 1
        if byte & 0xC0 == 0x80 { continuationBytes += 1 }
    }

    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        index += 1
        guard let byte = current else { throw failure("string without end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UnicodeScalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw failure("unknown escape in a string")
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    private mutating func readUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try readFourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(first)), text[index...].starts(with: "\\u".utf8) else {
            throw failure("unpaired surrogate in a string")
        }
        index += 2
        let second = try readFourHexDigits()
        guard UTF16.isTrailSurrogate(UInt16(second)),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("unpaired surrogate in a string") }
        return scalar
    }

    private mutating func readFourHexDigits() throws(JSONError) -> UInt32 {
        guard index + 4 <= text.count else { throw failure("string without end") }
        var value: UInt32 = 0
        for byte in text[index..<index + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
