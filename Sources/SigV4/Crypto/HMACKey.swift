import COpenSSL

/// A key of HMAC-SHA256 as the two hash states after its inner and outer pads.
///
/// A message then costs no set-up: both states are copied and continued. RFC 2104, section 4.
struct HMACKey {
    private var inner = SHA256Hasher()
    private var outer = SHA256Hasher()

    private static let blockBytes = 64

    init(_ key: UnsafeRawBufferPointer) {
        guard key.count <= Self.blockBytes else {
            var hasher = SHA256Hasher()
            hasher.update(key)
            self = hasher.finish().withBytes { HMACKey($0) }
            return
        }
        withUnsafeTemporaryAllocation(byteCount: Self.blockBytes, alignment: 8) { pad in
            for index in 0..<Self.blockBytes { pad[index] = 0x36 ^ (index < key.count ? key[index] : 0) }
            inner.update(UnsafeRawBufferPointer(pad))
            for index in 0..<Self.blockBytes { pad[index] ^= 0x36 ^ 0x5C }
            outer.update(UnsafeRawBufferPointer(pad))
            OPENSSL_cleanse(pad.baseAddress, pad.count)
        }
    }

    init(_ key: Digest) {
        self = key.withBytes { HMACKey($0) }
    }

    /// Starts the authentication code of a message that comes in pieces.
    func begin() -> Message {
        Message(inner: inner, outer: outer)
    }

    /// The authentication code of one piece.
    func code(of message: UnsafeRawBufferPointer) -> Digest {
        var pieces = begin()
        pieces.update(message)
        return pieces.finish()
    }

    func code(of message: String) -> Digest {
        var message = message
        return message.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
    }

    /// A message being authenticated.
    struct Message {
        fileprivate var inner: SHA256Hasher
        fileprivate var outer: SHA256Hasher

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            inner.update(bytes)
        }

        consuming func finish() -> Digest {
            let digest = inner.finish()
            digest.withBytes { outer.update($0) }
            return outer.finish()
        }
    }
}
