import struct Foundation.Data

/// Bytes encrypted under the server's ``SealingKey``; safe to write to the database.
package struct SealedBytes: Hashable, Sendable {
    /// One format byte (1), a 12-byte nonce, the AES-256-GCM ciphertext, a 16-byte tag.
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// Base64 in an encoded entity.
extension SealedBytes: Codable {
    package init(from decoder: any Decoder) throws {
        bytes = Array(try decoder.singleValueContainer().decode(Data.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(bytes))
    }
}
