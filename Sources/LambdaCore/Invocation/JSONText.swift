/// Writes the few small JSON objects that the invocation core makes itself.
enum JSONText {
    enum Value: Sendable {
        case string(String)
        /// A decimal number as text.
        case number(String)
        indirect case object([(name: String, value: Value)])
        indirect case array([Value])
        /// JSON as it is.
        case json(String)
    }

    /// `{"name":"value",…}` in UTF-8, members in the order given.
    static func object(_ members: [(name: String, value: Value)]) -> [UInt8] {
        var text: [UInt8] = []
        append(members, to: &text)
        return text
    }

    private static func append(_ members: [(name: String, value: Value)], to text: inout [UInt8]) {
        text.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            append(member.name, to: &text)
            text.append(UInt8(ascii: ":"))
            append(member.value, to: &text)
        }
        text.append(UInt8(ascii: "}"))
    }

    private static func append(_ value: Value, to text: inout [UInt8]) {
        switch value {
        case .string(let string): append(string, to: &text)
        case .number(let digits), .json(let digits): text.append(contentsOf: digits.utf8)
        case .object(let members): append(members, to: &text)
        case .array(let values):
            text.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                append(value, to: &text)
            }
            text.append(UInt8(ascii: "]"))
        }
    }

    private static func append(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text.append(UInt8(ascii: "\\"))
                text.append(byte)
            case 0..<0x20:
                text.append(contentsOf: "\\u00".utf8)
                text.append(hexadecimalDigit(byte >> 4))
                text.append(hexadecimalDigit(byte & 0xF))
            default:
                text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
