/// Writes one JSON object as one line of bytes, without an intermediate tree and without Foundation.
///
/// Every control character is escaped, so a value can never end the line it stands in. Room is made once for each field,
/// and then written without further checks: a line is written for every request.
struct JSONLineWriter: ~Copyable {
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var needsComma = false

    init(reservingBytes capacity: Int) {
        storage = .allocate(capacity: capacity)
    }

    deinit { storage.deallocate() }

    /// The bytes written so far; valid during the call only.
    func withBytes<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[..<count]))
    }

    mutating func object(_ name: StaticString? = nil, _ content: (inout Self) -> Void) {
        begin(name, reserving: 1)
        put(UInt8(ascii: "{"))
        needsComma = false
        content(&self)
        end(with: UInt8(ascii: "}"))
    }

    mutating func array<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ content: (inout Self, Element) -> Void
    ) {
        begin(name, reserving: 1)
        put(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            content(&self, element)
        }
        end(with: UInt8(ascii: "]"))
    }

    /// Writes nothing for nil.
    mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        writeString(name, value)
    }

    mutating func field(_ name: StaticString, _ value: Bool) {
        begin(name, reserving: 5)
        put(value ? "true" : "false")
    }

    mutating func field(_ name: StaticString, _ value: Int64) {
        var digits = String(value)
        digits.withUTF8 { digits in
            begin(name, reserving: digits.count)
            put(digits)
        }
    }

    mutating func field(_ name: StaticString, _ value: Timestamp) {
        begin(name, reserving: Timestamp.iso8601ByteCount + 2)
        put(UInt8(ascii: "\""))
        value.writeISO8601(to: UnsafeMutableBufferPointer(rebasing: storage[count...]))
        count += Timestamp.iso8601ByteCount
        put(UInt8(ascii: "\""))
    }

    /// An element of an array.
    mutating func element(_ value: String) {
        writeString(nil, value)
    }

    mutating func endLine() {
        reserve(1)
        put(UInt8(ascii: "\n"))
    }

    private mutating func writeString(_ name: StaticString?, _ value: String) {
        var value = value
        value.withUTF8 { text in
            begin(name, reserving: text.count * JSONEscaping.longestEscape + 2)
            put(UInt8(ascii: "\""))
            putEscaped(text)
            put(UInt8(ascii: "\""))
        }
    }

    /// - Parameter name: has no character that JSON escapes.
    private mutating func begin(_ name: StaticString?, reserving valueBytes: Int) {
        reserve((name?.utf8CodeUnitCount ?? 0) + 4 + valueBytes)
        if needsComma { put(UInt8(ascii: ",")) }
        needsComma = true
        guard let name else { return }
        put(UInt8(ascii: "\""))
        put(name)
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
    }

    private mutating func end(with bracket: UInt8) {
        reserve(1)
        put(bracket)
        needsComma = true
    }
}

extension JSONLineWriter {
    private mutating func reserve(_ additional: Int) {
        guard count + additional > storage.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: (count + additional) * 2)
        _ = larger.update(fromContentsOf: storage[..<count])
        storage.deallocate()
        storage = larger
    }

    /// - Precondition: room is reserved, as for all the following.
    private mutating func put(_ byte: UInt8) {
        storage[count] = byte
        count += 1
    }

    private mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { put($0) }
    }

    private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, let target = storage.baseAddress else { return }
        (target + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// Copies runs that need no escape in one piece; almost every value is one run.
    private mutating func putEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        while runStart < text.count {
            let runEnd = JSONEscaping.firstEscape(in: text, from: runStart)
            put(UnsafeBufferPointer(rebasing: text[runStart..<runEnd]))
            guard runEnd < text.count else { return }
            putEscape(of: text[runEnd])
            runStart = runEnd + 1
        }
    }

    private mutating func putEscape(of byte: UInt8) {
        put(UInt8(ascii: "\\"))
        guard byte < 0x20 else { return put(byte) }
        put("u00")
        put(JSONEscaping.hexadecimalDigit(byte >> 4))
        put(JSONEscaping.hexadecimalDigit(byte & 15))
    }
}
