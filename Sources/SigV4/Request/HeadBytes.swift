/// A request head as bytes in one arena, names in lower case.
struct HeadBytes: ~Copyable {
    private(set) var bytes = ByteArena(capacity: 4096)
    private(set) var method = 0..<0
    private(set) var target = 0..<0
    var fields: [HeaderField] = []
    /// Set while reading; nothing more is copied from then on.
    private(set) var exceededLimit: HeadLimit?

    /// Forgets the last request and takes the request line of the next.
    mutating func begin(method: String, target: String) {
        bytes.removeAll()
        fields.removeAll(keepingCapacity: true)
        exceededLimit = nil
        guard fits(method.utf8.count + target.utf8.count) else { return }
        self.method = bytes.append(method)
        self.target = bytes.append(target)
    }

    /// Takes a header field.
    mutating func add(name: String, value: String) {
        guard fields.count < VerificationLimits.headerFields else {
            exceededLimit = exceededLimit ?? .fields(limit: VerificationLimits.headerFields)
            return
        }
        guard fits(name.utf8.count + value.utf8.count) else { return }
        let nameRange = appendLowercased(name)
        fields.append(HeaderField(name: nameRange, value: bytes.append(value)))
    }

    /// Puts text that was decoded from the head, or made of it, beside the head.
    mutating func keep(_ text: UnsafeRawBufferPointer) -> Range<Int> {
        bytes.append(text)
    }

    /// As ``keep(_:)``.
    mutating func keep(_ text: String) -> Range<Int> {
        bytes.append(text)
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

    private mutating func appendLowercased(_ name: String) -> Range<Int> {
        var name = name
        let start = bytes.count
        name.withUTF8 { source in
            bytes.append(upTo: source.count) { output in
                for index in 0..<source.count { output[index] = ASCII.lowercased(source[index]) }
                return source.count
            }
        }
        return start..<bytes.count
    }
}
