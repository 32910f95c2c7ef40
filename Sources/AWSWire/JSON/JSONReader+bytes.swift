extension JSONReader {
    /// The byte at the reader's position; nil at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Takes a byte if it stands next.
    @discardableResult
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Takes a byte that must stand next.
    mutating func take(_ byte: UInt8) throws(DecodingFault) {
        guard skip(byte) else { throw malformed() }
    }

    /// The fault of a document that goes wrong at the reader's position.
    func malformed(_ reason: String = "Unexpected character") -> DecodingFault {
        position < bytes.count
            ? .malformed("\(reason) at byte \(position)") : .malformed("Unexpected end of input")
    }
}
