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

    /// Appends `text`, which lies elsewhere, with every byte escaped that is neither unreserved nor a slash.
    static func appendPath(_ text: UnsafeRawBufferPointer, to output: inout ByteArena) {
        output.append(upTo: 3 * text.count) { writePath(text, to: $0) }
    }

    /// Eight bytes are written at once and count up to the first that must be escaped. What is read is never shorter than
    /// a third of what may be written, so there is room for a word wherever a word is left to read.
    ///
    /// - Returns: the bytes written.
    private static func writePath(_ text: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var index = 0
        var end = target
        while index < text.count {
            if index &+ 8 <= text.count {
                let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                UnsafeMutableRawPointer(end).storeBytes(of: word.littleEndian, as: UInt64.self)
                let others = ~ASCII.unreservedOrSlash(word) & 0x8080_8080_8080_8080
                let run = others == 0 ? 8 : others.trailingZeroBitCount >> 3
                index &+= run
                end += run
                if run == 8 { continue }
            } else if isUnreservedOrSlash(text[index]) {
                end.pointee = text[index]
                index &+= 1
                end += 1
                continue
            }
            writeEscape(of: text[index], to: end)
            index &+= 1
            end += 3
        }
        return end - target
    }

    /// Appends `%` and two digits.
    static func appendEscape(of byte: UInt8, to output: inout ByteArena) {
        output.append(upTo: 3) { target in
            writeEscape(of: byte, to: target)
            return 3
        }
    }

    @inline(__always)
    private static func writeEscape(of byte: UInt8, to target: UnsafeMutablePointer<UInt8>) {
        target[0] = ASCII.percent
        target[1] = digit(byte >> 4)
        target[2] = digit(byte & 15)
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
