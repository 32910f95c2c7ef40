extension PolicyDocument {
    /// A bound for every text, far above AWS's own, which differ by kind and are the caller's to apply.
    public static let maximumBytes = 4 << 20

    /// Parses and validates a document.
    ///
    /// - Parameters:
    ///   - text: UTF-8 bytes.
    ///   - kind: what the policy is attached to, which fixes its grammar.
    /// - Throws: ``PolicyParseError`` with AWS's wording and the place of the fault.
    public init(parsing text: [UInt8], kind: PolicyKind) throws(PolicyParseError) {
        guard text.count <= Self.maximumBytes else {
            throw .syntax(kind, "the document has more than \(Self.maximumBytes) bytes", at: nil)
        }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw .syntax(kind, "the document is not UTF-8", at: nil)
        }
        let characters = text.count { $0 & 0xC0 != 0x80 }
        let root: JSONNode
        let whitespace: Int
        do {
            (root, whitespace) = try JSONReader.read(text)
        } catch {
            throw .syntax(kind, error.detail, at: error.location)
        }
        self = try DocumentReader(kind).read(root, countedCharacters: characters - whitespace)
    }
}
