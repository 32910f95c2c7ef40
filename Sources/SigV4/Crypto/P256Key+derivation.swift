import COpenSSL

extension P256Key {
    private static let prefix: StaticString = "AWS4A"
    private static let label: StaticString = "AWS4-ECDSA-P256-SHA256"
    /// The order of the curve less two, big-endian.
    private static let greatestCandidate: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x4F,
    ]

    /// Derives the key of an access key: NIST SP 800-108 in counter mode, the first candidate below the curve's order.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html#how-sigv4a-works
    ///
    /// `nil` if none of 254 candidates fits, which no secret will ever show.
    convenience init?(from secret: SecretAccessKey, accessKeyID: String) {
        let hmac = secret.withBytes(prefixedBy: Self.prefix) { HMACKey($0) }
        for counter in UInt8(1)...254 {
            let input = Self.fixedInput(accessKeyID: accessKeyID, counter: counter)
            let candidate = input.withUnsafeBytes { hmac.code(of: $0) }
            guard let scalar = Self.successor(of: candidate) else { continue }
            self.init(scalar: scalar)
            return
        }
        return nil
    }

    /// Block number, label, zero, context (access key id and counter), length in bits.
    private static func fixedInput(accessKeyID: String, counter: UInt8) -> [UInt8] {
        var input: [UInt8] = [0, 0, 0, 1]
        input += UnsafeRawBufferPointer(label)
        input.append(0)
        input += Array(accessKeyID.utf8)
        input.append(counter)
        input += [0, 0, 1, 0]
        return input
    }

    /// The candidate plus one; `nil` if that is no private key.
    private static func successor(of candidate: Digest) -> Digest? {
        let isSmallEnough = candidate.withBytes { candidate in
            greatestCandidate.withUnsafeBytes { !$0.precedes(candidate) }
        }
        guard isSmallEnough else { return nil }
        var result = candidate
        for index in (0..<32).reversed() {
            result.bytes[index] &+= 1
            if result.bytes[index] != 0 { break }
        }
        return result
    }
}
