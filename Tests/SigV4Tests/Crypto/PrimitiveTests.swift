import Testing

@testable import SigV4

/// Hashes, codes, digits, and the secret that does not show.
struct PrimitiveTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `SHA-256 is that of FIPS 180-4`(text: String, expected: String) {
        #expect(Digest(hashing: Array(text.utf8)).hex == expected)
    }

    @Test(arguments: [
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `HMAC is that of RFC 4231`(key: [UInt8], message: String, expected: String) {
        let key = key.withUnsafeBytes { HMACKey($0) }
        #expect(key.code(of: message).hex == expected)
        let half = message.count / 2
        let pieces = (String(message.prefix(half)), String(message.dropFirst(half)))
        let code = pieces.0.withBytes { first in pieces.1.withBytes { key.code(of: first, $0) } }
        #expect(code.hex == expected)
    }

    @Test func `a signing key is the documented one`() {
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-examples.html
        let key = SigningKey(
            from: SecretAccessKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            date: "20150830",
            region: "us-east-1",
            service: "iam"
        )
        let stringToSign = """
            AWS4-HMAC-SHA256
            20150830T123600Z
            20150830/us-east-1/iam/aws4_request
            f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59
            """
        #expect(
            key.signature(of: stringToSign).hex == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        )
    }

    @Test func `digits and bytes are each other's reverse`() {
        let bytes = (0...255).map { UInt8($0) }
        let text = Array(Hexadecimal.text(of: bytes).utf8)
        #expect(text.withUnsafeBytes { Hexadecimal.bytes(of: $0) } == bytes)
        for broken in ["0", "0g", "g0", "+1"] {
            #expect(Array(broken.utf8).withUnsafeBytes { Hexadecimal.bytes(of: $0) } == nil)
        }
    }

    @Test func `bytes by words are as bytes one by one`() {
        for byte in UInt8.min...UInt8.max {
            let word = UInt64(repeating: byte)
            let isOfPath = PercentEncoding.isUnreserved(byte) || byte == ASCII.slash
            #expect(ASCII.unreservedOrSlash(word) == (isOfPath ? 0x8080_8080_8080_8080 : 0))
            #expect(ASCII.lowercased(word) == UInt64(repeating: ASCII.lowercased(byte)))
            #expect(ASCII.containsControlOrSpace(word) == (byte <= 0x20))
            let mixed = word & 0xFF00 | 0x4141_4141_4141_0041
            #expect(ASCII.containsControlOrSpace(mixed) == (byte <= 0x20))
        }
    }

    @Test func `a secret prints as stars`() {
        let secret = SecretAccessKey("hidden")
        let credential = SigningCredential(accessKeyID: "AKID", secret: secret)
        var dumped = ""
        dump(credential, to: &dumped)
        for text in ["\(secret)", "\(credential)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(text.contains("***"))
            #expect(!text.contains("hidden"))
        }
    }

    @Test func `a verified signature shows neither key nor token`() throws {
        let temporary = SigningCredential(
            accessKeyID: Fixture.credential.accessKeyID,
            secret: Fixture.credential.secret,
            session: .init(expiresAt: Fixture.now.advanced(bySeconds: 1))
        )
        let verified = try SignedRequest.invocation(sessionToken: "bearer").verify(
            under: Fixture.lambda,
            with: temporary
        )
        var dumped = ""
        dump(verified, to: &dumped)
        for text in ["\(verified)", dumped] {
            #expect(!text.contains("bearer"))
            #expect(!text.contains("context"))
        }
        #expect(dumped.contains("***"))
    }
}

extension UInt64 {
    fileprivate init(repeating byte: UInt8) {
        self = UInt64(byte) &* 0x0101_0101_0101_0101
    }
}
