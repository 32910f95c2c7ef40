/// Writes CBOR (<https://www.rfc-editor.org/rfc/rfc8949>), each item with a definite length.
struct CBORWriter {
    private(set) var bytes: [UInt8] = []

    /// The kinds of item, by the upper three bits of their first byte.
    enum Major: UInt8 {
        case unsigned = 0
        case negative, bytes, text, array, map, tag, simple
    }

    /// The head of an item: its kind with a count, length or number in as few bytes as hold it.
    mutating func head(_ major: Major, _ argument: UInt64) {
        let kind = major.rawValue << 5
        switch argument {
        case 0..<24: bytes.append(kind | UInt8(argument))
        case ...0xFF: append(kind | 24, argument, count: 1)
        case ...0xFFFF: append(kind | 25, argument, count: 2)
        case ...0xFFFF_FFFF: append(kind | 26, argument, count: 4)
        default: append(kind | 27, argument, count: 8)
        }
    }

    mutating func integer(_ value: Int64) {
        if value >= 0 { head(.unsigned, UInt64(value)) } else { head(.negative, UInt64(-1 - value)) }
    }

    mutating func double(_ value: Double) {
        append(Major.simple.rawValue << 5 | 27, value.bitPattern, count: 8)
    }

    mutating func boolean(_ value: Bool) {
        head(.simple, value ? 21 : 20)
    }

    mutating func text(_ value: String) {
        head(.text, UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func blob(_ value: [UInt8]) {
        head(.bytes, UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    private mutating func append(_ first: UInt8, _ argument: UInt64, count: Int) {
        bytes.append(first)
        for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: argument >> UInt64(shift)))
        }
    }
}
