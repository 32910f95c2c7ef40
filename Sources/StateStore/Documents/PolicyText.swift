/// A policy exactly as it was written, byte for byte, with the hash that names this revision.
///
/// Inside an encoded entity only the hash stands; the text is kept once under its hash, where audit events find it even
/// after the entity is gone. Decoding therefore needs the texts in ``documentsKey`` of the decoder's user info.
package struct PolicyText: Hashable, Sendable {
    package let text: String
    package let hash: ContentHash

    /// - Parameter text: the document's exact text; its UTF-8 bytes are hashed.
    package init(_ text: String) {
        self.text = text
        self.hash = ContentHash(of: Array(text.utf8))
    }

    /// Holds a `[ContentHash: PolicyText]` of the texts that may be referred to.
    static let documentsKey = CodingUserInfoKey(rawValue: "policy-documents")

    /// For a text read back with the hash under which it was kept.
    init(text: String, hash: ContentHash) {
        self.text = text
        self.hash = hash
    }
}

extension PolicyText: Codable {
    package init(from decoder: any Decoder) throws {
        let hash = try decoder.singleValueContainer().decode(ContentHash.self)
        guard let key = Self.documentsKey,
            let documents = decoder.userInfo[key] as? [ContentHash: PolicyText],
            let document = documents[hash]
        else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "policy document \(hash) is missing"
            )
            throw DecodingError.dataCorrupted(context)
        }
        self = document
    }

    package func encode(to encoder: any Encoder) throws {
        try hash.encode(to: encoder)
    }
}
