extension HeadBytes {
    /// The value, trimmed, of a header that may come only once; `nil` if it did not come.
    ///
    /// - Parameter name: lower case.
    func single(_ name: StaticString) throws(SignatureError) -> Range<Int>? {
        var found: Range<Int>?
        for field in fields where bytes[field.name].equals(name) {
            guard found == nil else { throw .repeatedHeader("\(name)") }
            found = trimmed(field.value)
        }
        return found
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
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// Calls `body` with each part of `range` between separators, empty ones too.
    func forEachPart(
        of range: Range<Int>,
        separatedBy separator: UInt8,
        _ body: (Range<Int>) throws(SignatureError) -> Void
    ) throws(SignatureError) {
        var rest = range
        while let end = firstIndex(of: separator, in: rest) {
            try body(rest.lowerBound..<end)
            rest = end + 1..<rest.upperBound
        }
        try body(rest)
    }
}
