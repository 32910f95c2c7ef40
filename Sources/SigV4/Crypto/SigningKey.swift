import COpenSSL

/// A SigV4 signing key: good for one access key, day, region and service. Wiped when its last reference goes.
///
/// `@unchecked Sendable`: the key is written only in `init` and `deinit`, when no other reference exists.
final class SigningKey: @unchecked Sendable {
    private let key: UnsafeMutablePointer<HMACKey>

    private static let prefix: StaticString = "AWS4"
    private static let terminator = "aws4_request"

    /// The four steps of the derivation.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
    ///
    /// - Parameters:
    ///   - date: `YYYYMMDD`.
    ///   - region: the region of the scope.
    ///   - service: the service of the scope.
    init(from secret: SecretAccessKey, date: String, region: String, service: String) {
        let dateKey = secret.withBytes(prefixedBy: Self.prefix) { HMACKey($0).code(of: date) }
        let dateRegionKey = HMACKey(dateKey).code(of: region)
        let dateRegionServiceKey = HMACKey(dateRegionKey).code(of: service)
        key = .allocate(capacity: 1)
        key.initialize(to: HMACKey(HMACKey(dateRegionServiceKey).code(of: Self.terminator)))
    }

    convenience init(from secret: SecretAccessKey, scope: CredentialScope) {
        self.init(from: secret, date: scope.date, region: scope.region ?? "", service: scope.service)
    }

    deinit {
        OPENSSL_cleanse(key, MemoryLayout<HMACKey>.size)
        key.deallocate()
    }

    /// The signature of a string to sign that comes in two pieces.
    func signature(of head: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Digest {
        key.pointee.code(of: head, rest)
    }

    /// The signature of a string to sign.
    func signature(of stringToSign: String) -> Digest {
        key.pointee.code(of: stringToSign)
    }
}
