import COpenSSL

/// One AES-256-GCM operation of libcrypto. Its calls fail only for lack of memory or for arguments that this type rules
/// out, so a failure is a broken invariant.
struct GCMCipher: ~Copyable {
    enum Direction: Int32 {
        case decrypt = 0
        case encrypt = 1
    }

    private let context: OpaquePointer

    init(key: [UInt8], nonce: [UInt8], direction: Direction) {
        precondition(key.count == 32 && nonce.count == 12, "AES-256-GCM takes a 32-byte key and a 12-byte nonce")
        guard let context = EVP_CIPHER_CTX_new() else { preconditionFailure("no memory for a cipher context") }
        self.context = context
        Self.check(EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, direction.rawValue))
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Adds bytes that are authenticated and not encrypted; before any call of ``process(_:)``.
    mutating func authenticate(_ bytes: [UInt8]) {
        var count: Int32 = 0
        Self.check(EVP_CipherUpdate(context, nil, &count, bytes, Int32(bytes.count)))
    }

    mutating func process(_ input: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: input.count)
        var count: Int32 = 0
        Self.check(EVP_CipherUpdate(context, &output, &count, input, Int32(input.count)))
        return output
    }

    /// Ends an encryption.
    mutating func tag(byteCount: Int) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: byteCount)
        Self.check(finish())
        Self.check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, Int32(byteCount), &tag))
        return tag
    }

    /// Ends a decryption; libcrypto compares in constant time.
    mutating func verify(tag: [UInt8]) -> Bool {
        var tag = tag
        Self.check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, Int32(tag.count), &tag))
        return finish() == 1
    }

    private func finish() -> Int32 {
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        return EVP_CipherFinal_ex(context, &rest, &count)
    }

    private static func check(_ status: Int32) {
        precondition(status == 1, "libcrypto refused an AES-256-GCM operation")
    }
}
