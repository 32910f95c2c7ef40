/// Percent-encoding as SigV4 wants it: everything but RFC 3986's unreserved characters, in upper-case digits.
enum PercentEncoding {
    /// Letters, digits, `-`, `.`, `_` and `~`.
    @inline(__always)
    static func isUnreserved(_ byte: UInt8) -> Bool {
        let word = byte < 64 ? unreserved.0 : unreserved.1
        return byte < 128 && word & (1 << UInt64(byte & 63)) != 0
    }

    /// One bit for each ASCII character: those below 64, and the rest.
    private static let unreserved: (UInt64, UInt64) = (0x03FF_6000_0000_0000, 0x47FF_FFFE_87FF_FFFE)

    /// The unreserved characters from `start` up to the first other byte.
    static func unreservedRun(from start: Int, in text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = start
        while end < text.count, isUnreserved(text[end]) { end &+= 1 }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }

    /// Appends `%` and two digits.
    static func appendEscape(of byte: UInt8, to output: inout ByteArena) {
        output.append(ASCII.percent)
        output.append(digit(byte >> 4))
        output.append(digit(byte & 15))
    }

    /// Appends `byte` as itself or as an escape.
    static func append(_ byte: UInt8, to output: inout ByteArena) {
        if isUnreserved(byte) { output.append(byte) } else { appendEscape(of: byte, to: &output) }
    }

    /// `text` as it may stand in a query.
    static func encoded(_ text: String) -> String {
        var output = ByteArena(capacity: text.utf8.count)
        for byte in text.utf8 { append(byte, to: &output) }
        return output.all.text
    }

    /// Reads the escape whose `%` stands at `index`.
    static func decodeEscape(at index: Int, in text: UnsafeRawBufferPointer) throws(PercentEscapeError) -> UInt8 {
        guard index + 2 < text.count else { throw PercentEscapeError(fault: .incomplete) }
        guard let high = ASCII.hexValue(text[index + 1]), let low = ASCII.hexValue(text[index + 2]) else {
            let digits = UnsafeRawBufferPointer(rebasing: text[index + 1...index + 2])
            throw PercentEscapeError(fault: .illegal(digits.text))
        }
        return high << 4 | low
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value &+ (value < 10 ? 0x30 : 0x37)
    }
}

/// A broken escape, before it is known whether it stood in the path or in the query.
struct PercentEscapeError: Error {
    let fault: PercentEscapeFault
}
