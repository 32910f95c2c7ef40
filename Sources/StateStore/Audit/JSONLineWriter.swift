/// Writes one JSON object as one line of bytes, without an intermediate tree and without Foundation.
///
/// Every control character is escaped, so a value can never end the line it stands in.
struct JSONLineWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(reservingBytes capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ name: StaticString? = nil, _ content: (inout Self) -> Void) {
        begin(name)
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        content(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func array<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ content: (inout Self, Element) -> Void
    ) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            content(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes nothing for nil.
    mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        begin(name)
        appendString(value)
        needsComma = true
    }

    mutating func field(_ name: StaticString, _ value: Bool) {
        begin(name)
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        needsComma = true
    }

    mutating func field(_ name: StaticString, _ value: Int64) {
        begin(name)
        bytes.append(contentsOf: String(value).utf8)
        needsComma = true
    }

    mutating func field(_ name: StaticString, _ value: Timestamp) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        value.appendISO8601(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// An element of an array.
    mutating func element(_ value: String) {
        begin(nil)
        appendString(value)
        needsComma = true
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// - Parameter name: has no character that JSON escapes.
    private mutating func begin(_ name: StaticString?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        guard let name else { return }
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func appendString(_ value: String) {
        var value = value
        bytes.append(UInt8(ascii: "\""))
        value.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need no escape in one piece; almost every value is one run.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        for (index, byte) in text.enumerated() where Self.mustBeEscaped(byte) {
            bytes.append(contentsOf: text[runStart..<index])
            appendEscape(byte)
            runStart = index + 1
        }
        bytes.append(contentsOf: text[runStart...])
    }

    /// RFC 8259 §7.
    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        if byte < 0x20 {
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        } else {
            bytes.append(byte)
        }
    }
}
