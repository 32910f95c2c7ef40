import COpenSSL

/// A key of HMAC-SHA256 as the two hash states after its inner and outer pads.
///
/// A message then costs no set-up: both states are copied and continued. RFC 2104, section 4.
struct HMACKey {
    private let inner: SHA256Hasher
    private let outer: SHA256Hasher

    private static let blockBytes = 64

    init(_ key: UnsafeRawBufferPointer) {
        guard key.count <= Self.blockBytes else {
            var hasher = SHA256Hasher()
            hasher.update(key)
            self = HMACKey(hasher.finish())
            return
        }
        inner = Self.state(afterPad: 0x36, of: key)
        outer = Self.state(afterPad: 0x5C, of: key)
    }

    init(_ key: Digest) {
        self = key.withBytes { HMACKey($0) }
    }

    /// The authentication code of a message that comes in two pieces.
    func code(of message: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Digest {
        var hasher = inner
        hasher.update(message)
        hasher.update(rest)
        let digest = hasher.finish()
        hasher = outer
        digest.withBytes { hasher.update($0) }
        return hasher.finish()
    }

    /// The authentication code of a message.
    func code(of message: UnsafeRawBufferPointer) -> Digest {
        code(of: message, UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// The authentication code of a text.
    func code(of message: String) -> Digest {
        message.withBytes { code(of: $0) }
    }

    private static func state(afterPad pad: UInt8, of key: UnsafeRawBufferPointer) -> SHA256Hasher {
        withUnsafeTemporaryAllocation(byteCount: blockBytes, alignment: 8) { block in
            for index in 0..<blockBytes { block[index] = pad ^ (index < key.count ? key[index] : 0) }
            defer { OPENSSL_cleanse(block.baseAddress, block.count) }
            var hasher = SHA256Hasher()
            hasher.update(UnsafeRawBufferPointer(block))
            return hasher
        }
    }
}
