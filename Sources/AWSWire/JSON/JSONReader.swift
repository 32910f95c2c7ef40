/// A reader of JSON text (<https://www.rfc-editor.org/rfc/rfc8259>) that hands out tokens straight from the bytes, so
/// that integers stay exact and long strings are not copied more than needed.
struct JSONReader: ~Copyable {
    let bytes: [UInt8]
    var position = 0
    private var depth = 0

    /// Nesting deeper than this is refused; AWS's own shapes stay far below.
    static let depthLimit = 512

    /// The kind of value that stands next; the raw value is the name that AWS gives it in messages.
    enum Kind: String {
        case string = "STRING_VALUE"
        case number = "NUMBER_VALUE"
        case `true` = "TRUE_VALUE"
        case `false` = "FALSE_VALUE"
        case null = "NULL_VALUE"
        case object = "START_OBJECT"
        case array = "START_ARRAY"
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Skips white space and says what stands next, without taking it.
    mutating func nextKind() throws(DecodingFault) -> Kind {
        skipWhitespace()
        guard let byte = peek else { throw malformed() }
        switch byte {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "t"): return .true
        case UInt8(ascii: "f"): return .false
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw malformed()
        }
    }

    /// Takes `true`, `false` or `null`.
    mutating func takeWord(_ word: StaticString) throws(DecodingFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard peek == word.utf8Start[index] else { throw malformed() }
            position += 1
        }
    }

    /// Takes a number and gives its text, which has the form that JSON allows.
    mutating func takeNumber() throws(DecodingFault) -> Substring {
        let start = position
        try skipNumber()
        return Substring(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipNumber() throws(DecodingFault) {
        skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try takeDigits() }
        if skip(UInt8(ascii: ".")) { try takeDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            try takeDigits()
        }
    }

    /// Takes an object, calling `member` with each name when its value stands next; `member` must take the value.
    mutating func takeObject(
        _ member: (ArraySlice<UInt8>, inout JSONReader) throws(DecodingFault) -> Void
    ) throws(DecodingFault) {
        try enter(UInt8(ascii: "{"))
        defer { depth -= 1 }
        skipWhitespace()
        if skip(UInt8(ascii: "}")) { return }
        repeat {
            skipWhitespace()
            let name = try takeStringBytes()
            skipWhitespace()
            try take(UInt8(ascii: ":"))
            try member(name, &self)
            skipWhitespace()
        } while skip(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
    }

    /// Takes an array, calling `item` when one stands next; `item` must take the value.
    mutating func takeArray(_ item: (inout JSONReader) throws(DecodingFault) -> Void) throws(DecodingFault) {
        try enter(UInt8(ascii: "["))
        defer { depth -= 1 }
        skipWhitespace()
        if skip(UInt8(ascii: "]")) { return }
        repeat {
            try item(&self)
            skipWhitespace()
        } while skip(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
    }

    /// Takes whatever value stands next and forgets it.
    mutating func skipValue() throws(DecodingFault) {
        switch try nextKind() {
        case .string: _ = try takeStringBytes()
        case .number: try skipNumber()
        case .true: try takeWord("true")
        case .false: try takeWord("false")
        case .null: try takeWord("null")
        case .object: try takeObject { (_, reader) throws(DecodingFault) in try reader.skipValue() }
        case .array: try takeArray { (reader) throws(DecodingFault) in try reader.skipValue() }
        }
    }

    /// Takes whatever value stands next and gives its text.
    mutating func takeText() throws(DecodingFault) -> String {
        skipWhitespace()
        let start = position
        try skipValue()
        guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
            throw malformed("Invalid UTF-8")
        }
        return text
    }

    /// Makes sure that only white space is left.
    mutating func end() throws(DecodingFault) {
        skipWhitespace()
        guard position == bytes.count else { throw malformed() }
    }

    private mutating func enter(_ bracket: UInt8) throws(DecodingFault) {
        try take(bracket)
        depth += 1
        guard depth <= Self.depthLimit else { throw malformed("Nested too deeply") }
    }

    private mutating func takeDigits() throws(DecodingFault) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw malformed() }
    }
}
