/// UUIDs as text, in lower case.
enum UUIDText {
    /// A random UUID (version 4) of these bits.
    static func make(from bits: UInt128) -> String {
        let fixed: UInt128 = 0xF << 76 | 0x3 << 62
        let version: UInt128 = 0x4 << 76 | 0x2 << 62
        let versioned = bits & ~fixed | version
        let digits = String(versioned, radix: 16)
        let padded = Array(String(repeating: "0", count: 32 - digits.count) + digits)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }
        return groups.joined(separator: "-")
    }

    /// The value of `Lambda-Extension-Identifier`, if it is a UUID.
    static func check(_ identifier: String?) throws(ExtensionRefusal) -> String {
        guard let identifier, !identifier.isEmpty else { throw .missingIdentifier }
        let groups = identifier.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ $0.allSatisfy(\.isHexDigit) }) else {
            throw .invalidIdentifier
        }
        return identifier.lowercased()
    }
}
