/// Takes CBOR items apart, in every form that RFC 8949 allows, within a bound of nesting.
struct CBORReader {
    /// Items inside each other; AWS's requests need a handful.
    static let depthLimit = 64

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// The head of an item.
    struct Head {
        let major: CBORWriter.Major
        /// Nil for an item of indefinite length, which a break ends.
        let argument: UInt64?
        /// The lower five bits, which tell simple values and floats apart.
        let form: UInt8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The first byte of what ends an item of indefinite length.
    private static let breakByte: UInt8 = 0xFF

    mutating func takeBreak() -> Bool {
        guard rest.first == Self.breakByte else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func takeHead() throws(DecodingFault) -> Head {
        guard let first = rest.popFirst(), let major = CBORWriter.Major(rawValue: first >> 5) else {
            throw Self.cutShort
        }
        let form = first & 0x1F
        switch form {
        case 0..<24: return Head(major: major, argument: UInt64(form), form: form)
        case 24...27: return Head(major: major, argument: try takeNumber(bytes: 1 << Int(form - 24)), form: form)
        case 31:
            switch major {
            case .bytes, .text, .array, .map: return Head(major: major, argument: nil, form: form)
            case .unsigned, .negative, .tag, .simple: throw .malformed("an item has no length")
            }
        default: throw .malformed("a reserved form is used")
        }
    }

    /// The bytes of a string, whose chunks are put together.
    mutating func takeBytes(_ head: Head) throws(DecodingFault) -> [UInt8] {
        if let length = head.argument { return try takeRaw(length) }
        var whole: [UInt8] = []
        while !takeBreak() {
            let chunk = try takeHead()
            guard chunk.major == head.major, let length = chunk.argument else {
                throw .malformed("a chunk does not fit")
            }
            whole += try takeRaw(length)
        }
        return whole
    }

    mutating func takeText(_ head: Head) throws(DecodingFault) -> String {
        guard let text = String(validating: try takeBytes(head), as: UTF8.self) else {
            throw .malformed("a text is not UTF-8")
        }
        return text
    }

    /// Calls `body` once for each item of an array or each entry of a map.
    mutating func forEach(
        _ head: Head,
        _ body: (inout CBORReader) throws(DecodingFault) -> Void
    ) throws(DecodingFault) {
        guard let count = head.argument else {
            while !takeBreak() { try body(&self) }
            return
        }
        // Each item has a byte at least, so a count cannot promise more than there is.
        guard count <= UInt64(rest.count) else { throw Self.cutShort }
        for _ in 0..<count { try body(&self) }
    }

    /// Passes over the next item, whatever it is.
    mutating func skip(depth: Int = 0) throws(DecodingFault) {
        guard depth < Self.depthLimit else { throw .malformed("items are nested too deeply") }
        let head = try takeHead()
        switch head.major {
        case .unsigned, .negative, .simple: return
        case .bytes, .text: _ = try takeBytes(head)
        case .tag: try skip(depth: depth + 1)
        case .array: try forEach(head) { (reader) throws(DecodingFault) in try reader.skip(depth: depth + 1) }
        case .map:
            try forEach(head) { (reader) throws(DecodingFault) in
                try reader.skip(depth: depth + 1)
                try reader.skip(depth: depth + 1)
            }
        }
    }

    /// A float of 16, 32 or 64 bits, by the form of its head.
    static func double(_ head: Head) -> Double? {
        guard head.major == .simple, let bits = head.argument else { return nil }
        return switch head.form {
        case 25: Double(halfPrecision(UInt16(truncatingIfNeeded: bits)))
        case 26: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case 27: Double(bitPattern: bits)
        default: nil
        }
    }

    /// <https://www.rfc-editor.org/rfc/rfc8949#name-half-precision>
    private static func halfPrecision(_ bits: UInt16) -> Float {
        let exponent = Int(bits >> 10 & 0x1F)
        let mantissa = Float(bits & 0x3FF)
        let magnitude: Float =
            switch exponent {
            case 0: mantissa / 16_777_216
            case 31: mantissa == 0 ? .infinity : .nan
            default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + mantissa / 1024)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }

    private mutating func takeNumber(bytes count: Int) throws(DecodingFault) -> UInt64 {
        guard rest.count >= count else { throw Self.cutShort }
        let number = rest.prefix(count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(count)
        return number
    }

    private mutating func takeRaw(_ length: UInt64) throws(DecodingFault) -> [UInt8] {
        guard length <= UInt64(rest.count) else { throw Self.cutShort }
        let bytes = Array(rest.prefix(Int(length)))
        rest = rest.dropFirst(Int(length))
        return bytes
    }

    private static let cutShort = DecodingFault.malformed("the document is cut short")
}
