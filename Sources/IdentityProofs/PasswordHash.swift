import COpenSSL

/// What is kept of a password: a salt and the output of scrypt (RFC 7914), from which it cannot be read back.
package struct PasswordHash: Sendable {
    private static let saltCount = 16
    private static let hashCount = 32
    /// About 16 MiB and 50 ms for one guess.
    private static let cost: UInt64 = 1 << 14
    private static let blockSize: UInt64 = 8
    private static let memoryLimitBytes: UInt64 = 64 * 1024 * 1024

    private let salt: [UInt8]
    private let hash: [UInt8]

    /// - Parameter randomBytes: so many random bytes for the salt.
    package init(of password: String, randomBytes: (Int) -> [UInt8]) {
        salt = randomBytes(Self.saltCount)
        hash = Self.hash(of: password, salt: salt)
    }

    /// What ``text`` gave; nil for anything else.
    package init?(text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == Self.saltCount + Self.hashCount else { return nil }
        salt = Array(bytes.prefix(Self.saltCount))
        hash = Array(bytes.suffix(Self.hashCount))
    }

    /// For keeping: salt and hash in base64url.
    package var text: String { Base64URL.encode(salt + hash) }

    package func matches(_ password: String) -> Bool {
        let other = Self.hash(of: password, salt: salt)
        return other.count == hash.count && CRYPTO_memcmp(other, hash, hash.count) == 0
    }

    private static func hash(of password: String, salt: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: hashCount)
        let text = Array(password.utf8).map(CChar.init(bitPattern:))
        let isMade = EVP_PBE_scrypt(
            text,
            text.count,
            salt,
            salt.count,
            cost,
            blockSize,
            1,
            memoryLimitBytes,
            &hash,
            hash.count
        )
        precondition(isMade == 1, "scrypt has the memory it was given")
        return hash
    }
}

extension PasswordHash: CustomStringConvertible {
    package var description: String { "***" }
}
