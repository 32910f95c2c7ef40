/// Reads JSON from bytes, strictly (RFC 8259), and keeps the line and column of every element.
///
/// Stricter than the RFC in two points that matter for policies: names in an object must be unique, and nesting is
/// bounded, so that the reader's recursion is too.
struct JSONReader: ~Copyable {
    /// Deeper than any policy: statements nest six levels.
    static let maximumDepth = 16

    let text: [UInt8]
    var index = 0
    var line = 1
    /// Index of the first byte of the current line.
    var lineStart = 0
    /// Bytes of the current line that continue a character; columns count characters.
    var continuationBytes = 0
    /// Characters outside strings that are white space.
    var whitespaceCount = 0

    /// - Parameter text: bytes that are valid UTF-8.
    init(_ text: [UInt8]) {
        self.text = text
    }

    /// Reads the one value that the text consists of.
    ///
    /// - Returns: the value, and the number of white-space characters between its elements.
    static func read(_ text: [UInt8]) throws(JSONError) -> (root: JSONNode, whitespaceCount: Int) {
        var reader = JSONReader(text)
        let root = try reader.readValue(depth: 0)
        reader.skipWhitespace()
        guard reader.index == text.count else { throw reader.failure("unexpected text after the document") }
        return (root, reader.whitespaceCount)
    }

    var location: SourceLocation {
        SourceLocation(line: line, column: index - lineStart - continuationBytes + 1)
    }

    func failure(_ detail: String) -> JSONError {
        JSONError(detail: detail, location: location)
    }

    var current: UInt8? {
        index < text.count ? text[index] : nil
    }

    private mutating func skipWhitespace() {
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\n"):
                index += 1
                line += 1
                lineStart = index
                continuationBytes = 0
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                index += 1
            default:
                return
            }
            whitespaceCount += 1
        }
    }
}

// MARK: - Values

extension JSONReader {
    private mutating func readValue(depth: Int) throws(JSONError) -> JSONNode {
        skipWhitespace()
        let start = location
        guard let byte = current else { throw failure("unexpected end of the document") }
        let content: JSONNode.Content
        switch byte {
        case UInt8(ascii: "{"): content = .object(try readObject(depth: depth))
        case UInt8(ascii: "["): content = .array(try readArray(depth: depth))
        case UInt8(ascii: "\""): content = .string(try readString())
        case UInt8(ascii: "t"): content = try readLiteral("true", .bool(true))
        case UInt8(ascii: "f"): content = try readLiteral("false", .bool(false))
        case UInt8(ascii: "n"): content = try readLiteral("null", .null)
        default: content = .number(try readNumber())
        }
        return JSONNode(content: content, location: start)
    }

    private mutating func readLiteral(
        _ word: StaticString,
        _ content: JSONNode.Content
    ) throws(JSONError) -> JSONNode.Content {
        guard text[index...].starts(with: word.description.utf8) else { throw failure("unexpected character") }
        index += word.utf8CodeUnitCount
        return content
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> [JSONNode] {
        try enter(depth: depth)
        var elements: [JSONNode] = []
        if try take(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try readValue(depth: depth + 1))
        } while try takeSeparator(orEnd: UInt8(ascii: "]"))
        return elements
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> [JSONMember] {
        try enter(depth: depth)
        var members: [JSONMember] = []
        var names = UniqueNames()
        if try take(UInt8(ascii: "}")) { return members }
        repeat {
            skipWhitespace()
            let start = location
            guard current == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
            let name = try readString()
            guard names.insert(name) else {
                throw JSONError(detail: "duplicate key '\(name)'", location: start)
            }
            guard try take(UInt8(ascii: ":")) else { throw failure("expected ':'") }
            members.append(JSONMember(name: Located(name, at: start), value: try readValue(depth: depth + 1)))
        } while try takeSeparator(orEnd: UInt8(ascii: "}"))
        return members
    }

    /// Steps over an opening bracket.
    private mutating func enter(depth: Int) throws(JSONError) {
        guard depth < Self.maximumDepth else {
            throw failure("nested deeper than \(Self.maximumDepth) levels")
        }
        index += 1
    }

    /// Steps over white space and the byte when it stands there.
    private mutating func take(_ byte: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        guard current == byte else { return false }
        index += 1
        return true
    }

    /// - Returns: true after a comma, false after the closing bracket.
    private mutating func takeSeparator(orEnd end: UInt8) throws(JSONError) -> Bool {
        if try take(UInt8(ascii: ",")) { return true }
        guard try take(end) else { throw failure("expected ',' or '\(Character(UnicodeScalar(end)))'") }
        return false
    }

    private mutating func readNumber() throws(JSONError) -> String {
        let start = index
        let end = JSONNumber.end(in: text, from: index)
        guard end > start else { throw failure("unexpected character") }
        index = end
        return String(decoding: text[start..<end], as: UTF8.self)
    }
}
