/// A request head as bytes in one arena, names in lower case.
@usableFromInline
struct HeadBytes: ~Copyable {
    private(set) var bytes = ByteArena(capacity: 4096)
    private(set) var method = 0..<0
    private(set) var target = 0..<0
    private(set) var fields = Rows<HeaderField>(capacity: 32)
    /// Offsets of the fields that are signed, in the order of `SignedHeaders`, then of arrival.
    private(set) var signedFields = Rows<Int>(capacity: 32)
    private(set) var known = KnownHeaders()
    /// Set while reading; nothing more is copied from then on.
    private(set) var exceededLimit: HeadLimit?

    /// Forgets the last request and takes the request line of the next.
    mutating func begin(method: String, target: String) {
        bytes.removeAll()
        fields.removeAll()
        signedFields.removeAll()
        known.removeAll()
        exceededLimit = nil
        guard fits(method.utf8.count + target.utf8.count) else { return }
        self.method = bytes.append(method)
        self.target = bytes.append(target)
    }

    /// Takes a header field.
    @usableFromInline
    mutating func add(name: String, value: String) {
        guard fields.count < VerificationLimits.headerFields else {
            exceededLimit = exceededLimit ?? .fields(limit: VerificationLimits.headerFields)
            return
        }
        guard fits(name.utf8.count + value.utf8.count) else { return }
        let lowerCaseName = bytes.append(lowercasing: name)
        let value = bytes.append(value)
        known.add(name: bytes[lowerCaseName], value: value)
        fields.append(HeaderField(name: lowerCaseName, tag: NameTag(bytes[lowerCaseName]), value: value))
    }

    /// Marks every field of a name as signed; false if there is none.
    mutating func markSigned(_ name: Range<Int>) -> Bool {
        let before = signedFields.count
        let tag = NameTag(bytes[name])
        for index in fields.indices where fields[index].tag == tag {
            guard bytes[fields[index].name].equals(bytes[name]) else { continue }
            fields[index].isSigned = true
            signedFields.append(index)
        }
        return signedFields.count > before
    }

    /// Puts text that was decoded from the head, or made of it, beside the head.
    mutating func keep(_ text: UnsafeRawBufferPointer) -> Range<Int> {
        bytes.append(text)
    }

    /// As ``keep(_:)``.
    mutating func keep(_ text: String) -> Range<Int> {
        bytes.append(text)
    }

    /// Whether two ranges hold the same bytes.
    @inline(__always)
    func isSameText(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && bytes[left].equals(bytes[right])
    }

    func text(_ range: Range<Int>) -> String {
        bytes[range].text
    }

    private mutating func fits(_ count: Int) -> Bool {
        if bytes.count + count > VerificationLimits.headBytes {
            exceededLimit = exceededLimit ?? .bytes(limit: VerificationLimits.headBytes)
        }
        return exceededLimit == nil
    }
}
