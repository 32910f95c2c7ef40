/// The key a signature is checked with.
enum VerifyingKey: Sendable {
    case hmac(SigningKey)
    /// `nil` if no key can be derived: nothing verifies.
    case asymmetric(P256Key?)

    /// Whether `signature`, in hexadecimal, is that of the string to sign `head` + the digits of `digest`.
    func isValid(
        _ signature: UnsafeRawBufferPointer,
        ofStringToSign head: UnsafeRawBufferPointer,
        _ digest: Digest
    ) -> Bool {
        switch self {
        case .hmac(let key):
            let expected = digest.withHex { key.signature(of: head, $0) }
            return expected.withHex { ConstantTime.areEqual($0, signature) }
        case .asymmetric(let key):
            var hasher = SHA256Hasher()
            hasher.update(head)
            digest.withHex { hasher.update($0) }
            guard let key, let bytes = Hexadecimal.bytes(of: signature) else { return false }
            return key.isValid(bytes, for: hasher.finish())
        }
    }
}
