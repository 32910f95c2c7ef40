/// Writes an XML document without indentation, as AWS's services answer.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []

    init(declaration: Bool = false) {
        // Most answers are this short.
        bytes.reserveCapacity(1024)
        if declaration { append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    }

    /// An element around whatever `content` writes.
    mutating func element(
        _ name: String,
        attributes: [(name: String, value: String)] = [],
        _ content: (inout XMLWriter) -> Void
    ) {
        append("<")
        append(name)
        for attribute in attributes {
            append(" ")
            append(attribute.name)
            append("=\"")
            appendEscaped(attribute.value)
            append("\"")
        }
        append(">")
        content(&self)
        append("</")
        append(name)
        append(">")
    }

    /// An element around text.
    mutating func element(_ name: String, text: String) {
        element(name) { $0.appendEscaped(text) }
    }

    /// Text with the characters replaced that would be markup, and those that a parser would alter or refuse:
    /// carriage returns as a reference, characters that XML 1.0 cannot hold as U+FFFD.
    mutating func appendEscaped(_ text: String) {
        guard text.utf8.contains(where: Self.mayNeedEscape) else { return append(text) }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"": append("&quot;")
            case "\r": append("&#xD;")
            case "\t", "\n": bytes.append(UInt8(scalar.value))
            case _ where scalar.value < 0x20, "\u{FFFE}", "\u{FFFF}": append("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Whether a byte is, or begins a character that may be, one of those to be replaced.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xEF: true
        default: byte < 0x20
        }
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
