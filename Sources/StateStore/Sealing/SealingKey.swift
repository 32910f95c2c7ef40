import COpenSSL

/// The server's secret: AES-256-GCM under a key that lives in its own file, never in the database.
///
/// It seals secret access keys and function environments at rest, and the session tokens and encoded authorization
/// messages that travel through clients. One key with random 96-bit nonces is good for 2^32 values (NIST SP 800-38D §8.3).
package struct SealingKey: Sendable {
    static let byteCount = 32
    private static let format: UInt8 = 1
    private static let nonceCount = 12
    private static let tagCount = 16

    private let key: [UInt8]
    private let randomness: RandomSource

    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - randomness: makes the nonces; must be cryptographically secure outside tests.
    package init(key: [UInt8], randomness: RandomSource) {
        precondition(key.count == Self.byteCount, "a sealing key has 32 bytes")
        self.key = key
        self.randomness = randomness
    }

    package func seal(_ plaintext: [UInt8], for purpose: SealingPurpose) -> SealedBytes {
        let nonce = randomness.bytes(Self.nonceCount)
        var cipher = GCMCipher(key: key, nonce: nonce, direction: .encrypt)
        cipher.authenticate(purpose.associatedBytes)
        let ciphertext = cipher.process(plaintext)
        return SealedBytes(bytes: [Self.format] + nonce + ciphertext + cipher.tag(byteCount: Self.tagCount))
    }

    /// The bytes that were sealed for the same purpose.
    package func open(_ sealed: SealedBytes, for purpose: SealingPurpose) throws(SealingError) -> [UInt8] {
        let bytes = sealed.bytes
        let headCount = 1 + Self.nonceCount
        guard bytes.count >= headCount + Self.tagCount, bytes[0] == Self.format else { throw .malformed }
        let tagStart = bytes.count - Self.tagCount
        var cipher = GCMCipher(key: key, nonce: Array(bytes[1..<headCount]), direction: .decrypt)
        cipher.authenticate(purpose.associatedBytes)
        let plaintext = cipher.process(Array(bytes[headCount..<tagStart]))
        guard cipher.verify(tag: Array(bytes[tagStart...])) else { throw .notAuthentic }
        return plaintext
    }
}

extension SealingKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
