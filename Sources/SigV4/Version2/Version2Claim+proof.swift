import COpenSSL

/// Proof that the holder of an access key presigned this request in the form of Signature Version 2. Made only by
/// ``Version2Claim/verify(with:at:)``.
public struct Version2Signature: Sendable {
    public let accessKeyID: String
    public let sessionToken: String?

    fileprivate init(_ claim: Version2Claim) {
        accessKeyID = claim.accessKeyID
        sessionToken = claim.sessionToken
    }
}

extension Version2Claim {
    /// Stands in for the secret of an access key id that does not exist, so that the answer takes as long.
    private static let noSecret = SecretAccessKey("")

    /// - Parameter credential: the key the claim names; nil if there is none.
    public func verify(
        with credential: SigningCredential?,
        at now: SigningTime
    ) throws(SignatureError) -> Version2Signature {
        guard let credential, credential.accessKeyID == accessKeyID else {
            _ = isSigned(with: Self.noSecret)
            throw .unknownAccessKey
        }
        guard (credential.session == nil) == (sessionToken == nil) else { throw .invalidSessionToken }
        if let session = credential.session, now >= session.expiresAt { throw .expiredSessionToken }
        guard isSigned(with: credential.secret) else { throw .signatureMismatch(mismatch) }
        return Version2Signature(self)
    }

    private var mismatch: SignatureMismatch {
        SignatureMismatch(
            accessKeyID: accessKeyID,
            canonicalRequest: "",
            stringToSign: stringToSign,
            signatureProvided: signature
        )
    }

    /// HMAC-SHA1 in base64, compared in constant time.
    private func isSigned(with secret: SecretAccessKey) -> Bool {
        secret.withBytes { key in
            stringToSign.withBytes { message in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(EVP_MAX_MD_SIZE)) { code in
                    var count: UInt32 = 0
                    HMAC(
                        EVP_sha1(),
                        key.baseAddress,
                        Int32(key.count),
                        message.bindMemory(to: UInt8.self).baseAddress,
                        message.count,
                        code.baseAddress,
                        &count
                    )
                    return Self.isBase64(signature, of: UnsafeBufferPointer(rebasing: code[..<Int(count)]))
                }
            }
        }
    }

    private static func isBase64(_ text: String, of code: UnsafeBufferPointer<UInt8>) -> Bool {
        // A terminating zero is written behind the digits.
        let digits = (code.count + 2) / 3 * 4
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits + 1) { expected in
            EVP_EncodeBlock(expected.baseAddress, code.baseAddress, Int32(code.count))
            return text.withBytes {
                ConstantTime.areEqual(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(expected)[..<digits]), $0)
            }
        }
    }
}
