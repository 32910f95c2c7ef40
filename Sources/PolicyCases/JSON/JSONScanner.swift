/// Finds where JSON values begin and end, by quotes and brackets alone.
struct JSONScanner {
    private let text: [UInt8]
    private var index: Int

    /// How far the scanner has come, in bytes.
    var offset: Int { index }

    init(_ text: [UInt8], at index: Int) {
        self.text = text
        self.index = index
    }

    /// The next byte that is not white space; nil at the end.
    mutating func peek() -> UInt8? {
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
        return index < text.count ? text[index] : nil
    }

    /// Steps over white space and the character when it stands there.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Steps over white space and one value.
    ///
    /// - Returns: the value's place in the text.
    mutating func takeValue() throws(CaseError) -> Range<Int> {
        guard let first = peek() else { throw .unreadable("unexpected end of the text") }
        let start = index
        do throws(CaseError) {
            switch first {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["): try skipBrackets()
            default: skipScalar()
            }
        } catch {
            index = start
            throw error
        }
        guard index > start else { throw .unreadable("unexpected '\(Character(UnicodeScalar(first)))'") }
        return start..<index
    }

    private mutating func skipString() throws(CaseError) {
        index += 1
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < text.count else { throw .unreadable("a text in quotes does not end") }
        index += 1
    }

    private mutating func skipBrackets() throws(CaseError) {
        var depth = 0
        repeat {
            guard index < text.count else { throw .unreadable("a bracket is not closed") }
            switch text[index] {
            case UInt8(ascii: "\""):
                try skipString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        } while depth > 0
    }

    /// Numbers, `true`, `false`, `null`; whether they are well-formed is for whoever reads them.
    private mutating func skipScalar() {
        let ends = [UInt8](",:]}[{\" \t\r\n".utf8)
        while index < text.count, !ends.contains(text[index]) { index += 1 }
    }
}
