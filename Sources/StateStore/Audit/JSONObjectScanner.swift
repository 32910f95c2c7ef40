/// Walks over the fields of one JSON object without building a tree or copying.
///
/// It reads lines that ``AuditEvent/encodedLine()`` wrote. A line that was damaged on the disk may yield wrong values,
/// never a crash or an endless loop.
struct JSONObjectScanner {
    typealias Text = UnsafeBufferPointer<UInt8>

    private let text: Text
    private var position: Int

    /// Nil unless the text begins with an object.
    init?(_ text: Text) {
        guard text.first == UInt8(ascii: "{") else { return nil }
        self.init(text: text, position: 1)
    }

    /// The next field's name, and its value as it is written, quotation marks included; nil at the end of the object and
    /// where the text is not JSON.
    mutating func next() -> (name: Text, value: Text)? {
        skip(UInt8(ascii: ","))
        guard let name = scanString() else { return nil }
        skip(UInt8(ascii: ":"))
        guard let value = scanValue() else { return nil }
        return (name.unquoted, value)
    }

    /// Calls `body` with each element of an array of objects.
    static func forEachObject(in array: Text, _ body: (Text) -> Void) {
        var scanner = Self(text: array, position: 1)
        while scanner.position < array.count, array[scanner.position] == UInt8(ascii: "{"),
            let element = scanner.scanValue()
        {
            body(element)
            scanner.skip(UInt8(ascii: ","))
        }
    }

    private init(text: Text, position: Int) {
        self.text = text
        self.position = position
    }

    private mutating func skip(_ byte: UInt8) {
        if position < text.count, text[position] == byte { position += 1 }
    }

    private mutating func scanValue() -> Text? {
        guard position < text.count else { return nil }
        switch text[position] {
        case UInt8(ascii: "\""): return scanString()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return scanNested()
        default: return scanLiteral()
        }
    }

    private mutating func scanString() -> Text? {
        guard position < text.count, text[position] == UInt8(ascii: "\"") else { return nil }
        let start = position
        position += 1
        while true {
            position = JSONEscaping.firstEscape(in: text, from: position)
            guard position < text.count else { return nil }
            if text[position] == UInt8(ascii: "\"") {
                position += 1
                return piece(from: start)
            }
            position = min(position + 2, text.count)
        }
    }

    private mutating func scanNested() -> Text? {
        let start = position
        var depth = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\""):
                guard scanString() != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return piece(from: start) }
        }
        return nil
    }

    /// A number, `true`, `false` or `null`.
    private mutating func scanLiteral() -> Text {
        let start = position
        while position < text.count, !Self.endsLiteral(text[position]) {
            position += 1
        }
        return piece(from: start)
    }

    private func piece(from start: Int) -> Text {
        Text(rebasing: text[start..<position])
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A JSON string without its quotation marks; they are there, or the text is empty.
    var unquoted: Self { Self(rebasing: dropFirst().dropLast()) }
}
