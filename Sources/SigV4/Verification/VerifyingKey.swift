/// The key a signature is made and checked with.
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
            guard let key, let bytes = Hexadecimal.bytes(of: signature) else { return false }
            return key.isValid(bytes, for: Self.digest(ofStringToSign: head, digest))
        }
    }

    /// The signature, in hexadecimal, of the string to sign `head` + the digits of `digest`.
    func signature(ofStringToSign head: String, _ digest: Digest) -> String {
        switch self {
        case .hmac(let key): return key.signature(of: head + digest.hex).hex
        case .asymmetric(let key):
            guard let key else { preconditionFailure("one of 254 candidates is a key") }
            let digest = head.withBytes { Self.digest(ofStringToSign: $0, digest) }
            return Hexadecimal.text(of: key.signature(of: digest))
        }
    }

    private static func digest(ofStringToSign head: UnsafeRawBufferPointer, _ digest: Digest) -> Digest {
        var hasher = SHA256Hasher()
        hasher.update(head)
        digest.withHex { hasher.update($0) }
        return hasher.finish()
    }
}
