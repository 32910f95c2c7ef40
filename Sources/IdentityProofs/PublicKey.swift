import COpenSSL

/// A key that tokens are verified with.
///
/// `@unchecked Sendable`: OpenSSL's key is never changed after it is made, and reading it from several threads is allowed.
final class PublicKey: @unchecked Sendable {
    /// Bits of an RSA modulus: the least that IAM takes, and a bound on the work a key can ask for.
    private static let modulusBits = 2048...8192
    /// `rsaEncryption`
    private static let rsaIdentifier: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    /// `id-ecPublicKey`
    private static let ecIdentifier: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]

    /// Nil for RSA.
    let curve: EllipticCurve?
    private let key: OpaquePointer

    /// An RSA key; nil for one out of bounds.
    convenience init?(modulus: [UInt8], exponent: [UInt8]) {
        let bits = modulus.drop { $0 == 0 }.count * 8
        guard Self.modulusBits.contains(bits), (1...8).contains(exponent.count) else { return nil }
        let numbers = DER.sequence(DER.integer(modulus), DER.integer(exponent))
        let algorithm = DER.sequence(DER.objectIdentifier(Self.rsaIdentifier), DER.null)
        self.init(encoded: DER.sequence(algorithm, DER.bitString(numbers)), curve: nil)
    }

    /// A point on a curve; nil for one that is not on it.
    convenience init?(on curve: EllipticCurve, x: [UInt8], y: [UInt8]) {
        guard x.count == curve.byteCount, y.count == curve.byteCount else { return nil }
        let algorithm = DER.sequence(DER.objectIdentifier(Self.ecIdentifier), DER.objectIdentifier(curve.identifier))
        self.init(encoded: DER.sequence(algorithm, DER.bitString([4] + x + y)), curve: curve)
    }

    /// - Parameter encoded: a `SubjectPublicKeyInfo`: RFC 5280, section 4.1.
    private init?(encoded: [UInt8], curve: EllipticCurve?) {
        let key = encoded.withUnsafeBufferPointer { bytes in
            var position = bytes.baseAddress
            return d2i_PUBKEY(nil, &position, bytes.count)
        }
        guard let key else { return nil }
        self.key = key
        self.curve = curve
    }

    deinit { EVP_PKEY_free(key) }

    /// Whether this key signed the token, by the token's algorithm.
    func verifies(_ token: JSONWebToken) -> Bool {
        guard token.algorithm.curve == curve, let signature = signature(of: token),
            let context = EVP_MD_CTX_new()
        else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, token.algorithm.hash.function, nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, token.signedText, token.signedText.count) == 1
    }

    /// In the form that OpenSSL reads: a signature on a curve comes as its two halves (RFC 7518, section 3.4).
    private func signature(of token: JSONWebToken) -> [UInt8]? {
        guard let curve else { return token.signature }
        guard token.signature.count == 2 * curve.byteCount else { return nil }
        return DER.sequence(
            DER.integer(token.signature.prefix(curve.byteCount)),
            DER.integer(token.signature.suffix(curve.byteCount))
        )
    }
}

extension TokenAlgorithm.Hash {
    fileprivate var function: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }
}
