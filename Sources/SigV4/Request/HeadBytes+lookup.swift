extension HeadBytes {
    /// The value, trimmed, of a header that may come only once; `nil` if it did not come.
    func single(_ header: KnownHeader) throws(SignatureError) -> Range<Int>? {
        guard let value = try known.value(of: header) else { return nil }
        return trimmed(value)
    }

    /// `range` without the white space around it.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, ASCII.isWhitespace(bytes[start]) { start += 1 }
        while end > start, ASCII.isWhitespace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The offset of the first `byte` within `range`.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        bytes[range].offset(of: byte).map { range.lowerBound + $0 }
    }
}
