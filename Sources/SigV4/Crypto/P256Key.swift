import COpenSSL

/// The key pair that SigV4A derives from a secret access key. libcrypto wipes it when its last reference goes.
///
/// `@unchecked Sendable`: libcrypto's key is not changed after `init`, and signing and verifying with one key from
/// several threads is allowed.
final class P256Key: @unchecked Sendable {
    private let key: OpaquePointer

    /// The largest DER signature on this curve, in bytes.
    private static let maximumSignatureBytes = 72

    /// - Parameter scalar: the private key, big-endian, from 1 to the order of the curve less one.
    init?(scalar: Digest) {
        guard let key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1) else { return nil }
        guard Self.setScalar(scalar, of: key) else {
            EC_KEY_free(key)
            return nil
        }
        self.key = key
    }

    deinit {
        EC_KEY_free(key)
    }

    /// Whether `signature`, in DER, is this key's for a digest.
    func isValid(_ signature: [UInt8], for digest: Digest) -> Bool {
        guard !signature.isEmpty, signature.count <= Self.maximumSignatureBytes else { return false }
        return digest.withBytes { digest in
            signature.withUnsafeBytes { signature in
                ECDSA_verify(
                    0,
                    digest.bytePointer,
                    Int32(digest.count),
                    signature.bytePointer,
                    Int32(signature.count),
                    key
                ) == 1
            }
        }
    }

    /// A signature of a digest in DER; another one each time.
    func signature(of digest: Digest) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.maximumSignatureBytes) { buffer, count in
            var length: UInt32 = 0
            let isSigned = digest.withBytes { digest in
                ECDSA_sign(0, digest.bytePointer, Int32(digest.count), buffer.baseAddress, &length, key) == 1
            }
            precondition(isSigned, "libcrypto signs with a well-formed key")
            count = Int(length)
        }
    }

    /// The public point's coordinates, big-endian, 32 bytes each.
    var publicCoordinates: (x: [UInt8], y: [UInt8])? {
        let (x, y) = (BN_new(), BN_new())
        defer {
            BN_free(x)
            BN_free(y)
        }
        let point = EC_KEY_get0_public_key(key)
        guard EC_POINT_get_affine_coordinates(EC_KEY_get0_group(key), point, x, y, nil) == 1 else { return nil }
        return (Self.bytes(of: x), Self.bytes(of: y))
    }

    private static func setScalar(_ scalar: Digest, of key: OpaquePointer) -> Bool {
        guard let group = EC_KEY_get0_group(key), let point = EC_POINT_new(group),
            let number = scalar.withBytes({ BN_bin2bn($0.bytePointer, Int32($0.count), nil) })
        else { return false }
        defer {
            EC_POINT_free(point)
            BN_clear_free(number)
        }
        return EC_KEY_set_private_key(key, number) == 1
            && EC_POINT_mul(group, point, number, nil, nil, nil) == 1
            && EC_KEY_set_public_key(key, point) == 1
    }

    private static func bytes(of number: OpaquePointer?) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            BN_bn2binpad(number, buffer.baseAddress, 32)
            count = 32
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var bytePointer: UnsafePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
