/// Writes the few small JSON objects that the invocation core makes itself.
enum JSONText {
    /// `{"name":"value",…}` in UTF-8, members in the order given.
    static func object(_ members: [(name: String, value: String)]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in members.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            appendString(member.name, to: &text)
            text.append(UInt8(ascii: ":"))
            appendString(member.value, to: &text)
        }
        text.append(UInt8(ascii: "}"))
        return text
    }

    private static func appendString(_ string: String, to text: inout [UInt8]) {
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
