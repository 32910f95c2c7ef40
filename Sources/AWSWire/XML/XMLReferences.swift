/// The references inside XML text: `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and characters by number
/// (<https://www.w3.org/TR/xml/#sec-references>).
enum XMLReferences {
    /// The longest name between `&` and `;`: a character by its decimal number with zeros in front.
    private static let longestName = 10

    /// - Throws: ``DecodingFault/malformed(_:)`` for a reference to anything else.
    static func resolve(_ text: ArraySlice<UInt8>) throws(DecodingFault) -> String {
        guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
        var resolved: [UInt8] = []
        resolved.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&") else {
                resolved.append(byte)
                continue
            }
            guard let end = rest.prefix(longestName + 1).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(named: String(decoding: rest[..<end], as: UTF8.self))
            else { throw .malformed("a reference is unknown") }
            resolved.append(contentsOf: String(Character(scalar)).utf8)
            rest = rest[(end + 1)...]
        }
        return String(decoding: resolved, as: UTF8.self)
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let number: UInt32?
        if name.hasPrefix("#x") {
            number = UInt32(name.dropFirst(2), radix: 16)
        } else if name.hasPrefix("#") {
            number = UInt32(name.dropFirst())
        } else {
            number = nil
        }
        return number.flatMap(Unicode.Scalar.init).flatMap { isCharacter($0) ? $0 : nil }
    }

    /// What XML 1.0 lets a document contain.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
