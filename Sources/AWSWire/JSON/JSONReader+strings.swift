extension JSONReader {
    /// Takes a string as text.
    mutating func takeString() throws(DecodingFault) -> String {
        guard let text = String(validating: try takeStringBytes(), as: UTF8.self) else {
            throw malformed("Invalid UTF-8")
        }
        return text
    }

    /// Takes a string as the bytes of its text; without escapes they are a slice of the document. Whether they are
    /// UTF-8 is not looked at.
    mutating func takeStringBytes() throws(DecodingFault) -> ArraySlice<UInt8> {
        try take(UInt8(ascii: "\""))
        let start = position
        position = JSONStringScan.endOfPlainRun(in: bytes, from: position)
        if skip(UInt8(ascii: "\"")) { return bytes[start..<position - 1] }
        var text = Array(bytes[start..<position])
        while !skip(UInt8(ascii: "\"")) {
            guard let byte = peek, byte >= 0x20 else { throw malformed() }
            position += 1
            if byte == UInt8(ascii: "\\") { try takeEscape(into: &text) } else { text.append(byte) }
        }
        return text[...]
    }

    /// Takes what follows a backslash.
    private mutating func takeEscape(into text: inout [UInt8]) throws(DecodingFault) {
        guard let byte = peek else { throw malformed() }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try takeEscapedScalar()).utf8)
        default: throw malformed()
        }
    }

    /// Takes four hexadecimal digits, or twice four with `\u` between that are a surrogate pair.
    private mutating func takeEscapedScalar() throws(DecodingFault) -> Unicode.Scalar {
        let first = try takeHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else {
            throw malformed("Lone surrogate")
        }
        let second = try takeHexDigits()
        guard
            (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("Lone surrogate") }
        return scalar
    }

    private mutating func takeHexDigits() throws(DecodingFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap(PercentDecoding.hexDigitValue) else { throw malformed() }
            position += 1
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
