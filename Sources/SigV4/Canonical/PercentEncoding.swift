/// Percent-encoding as SigV4 wants it: everything but RFC 3986's unreserved characters, in upper-case digits.
enum PercentEncoding {
    /// Letters, digits, `-`, `.`, `_` and `~`.
    @inline(__always)
    static func isUnreserved(_ byte: UInt8) -> Bool {
        isUnreservedOrSlash(byte) && byte != ASCII.slash
    }

    /// The slash stands among the others, between `.` and `0`.
    @inline(__always)
    private static func isUnreservedOrSlash(_ byte: UInt8) -> Bool {
        let isLetter = (byte | 0x20) &- 0x61 < 26
        let isFromMinusToNine = byte &- ASCII.minus < 13
        return isLetter || isFromMinusToNine || byte == 0x5F || byte == 0x7E
    }

    /// Appends `text` with every byte escaped that is neither unreserved nor a slash.
    static func appendPath(_ text: UnsafeRawBufferPointer, to output: inout ByteArena) {
        var index = 0
        while index < text.count {
            let end = endOfRun(from: index, in: text)
            output.append(UnsafeRawBufferPointer(rebasing: text[index..<end]))
            if end < text.count { appendEscape(of: text[end], to: &output) }
            index = end + 1
        }
    }

    /// The offset of the first byte at or after `start` that is neither unreserved nor a slash.
    private static func endOfRun(from start: Int, in text: UnsafeRawBufferPointer) -> Int {
        var index = start
        while index &+ 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let others = ~ASCII.unreservedOrSlash(word) & 0x8080_8080_8080_8080
            if others != 0 { return index &+ others.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < text.count, isUnreservedOrSlash(text[index]) { index &+= 1 }
        return index
    }

    /// Appends `%` and two digits.
    static func appendEscape(of byte: UInt8, to output: inout ByteArena) {
        output.append(upTo: 3) { target in
            target[0] = ASCII.percent
            target[1] = digit(byte >> 4)
            target[2] = digit(byte & 15)
            return 3
        }
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
