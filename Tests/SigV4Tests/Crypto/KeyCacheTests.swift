import Testing

@testable import SigV4

/// Derived keys are kept, bounded, and never outlive the secret they came from.
struct KeyCacheTests {
    private static let credential = Array("AKID/20130524/us-east-1/s3/aws4_request".utf8)

    @Test func `a key is derived once`() {
        var cache = KeyCache<Int>(capacity: 4)
        var derivations = 0
        for _ in 0..<3 { _ = key(Self.credential, SecretAccessKey("a"), &cache) { derivations += 1 } }
        #expect(derivations == 1)
    }

    @Test func `another secret has another key`() {
        var cache = KeyCache<Int>(capacity: 4)
        var derivations = 0
        for secret in ["a", "b", "a"] { _ = key(Self.credential, SecretAccessKey(secret), &cache) { derivations += 1 } }
        #expect(derivations == 2)
    }

    @Test func `the least recently used makes way`() {
        var cache = KeyCache<Int>(capacity: 4)
        let secret = SecretAccessKey("a")
        var derived: [Int] = []
        for number in [0, 1, 2, 3, 0, 4, 0, 1] {
            _ = key(Array("\(number)/".utf8), secret, &cache) { derived.append(number) }
        }
        #expect(derived == [0, 1, 2, 3, 4, 1])
    }

    @Test func `keys of one access key are dropped together`() {
        var cache = KeyCache<Int>(capacity: 64)
        let secret = SecretAccessKey("a")
        var derived: [String] = []
        func ask(_ name: String) { _ = key(Array(name.utf8), secret, &cache) { derived.append(name) } }
        for name in ["AK/1", "AK/2", "AKB/1"] { ask(name) }
        cache.removeAll(accessKeyID: "AK")
        for name in ["AK/1", "AK/2", "AKB/1"] { ask(name) }
        #expect(derived == ["AK/1", "AK/2", "AKB/1", "AK/1", "AK/2"])
    }

    @Test func `a rotated secret is used at once`() throws {
        let verifier = RequestVerifier()
        let request = try SignedRequest.invocation()
        try request.verify(under: Fixture.lambda, by: verifier)
        let rotated = SigningCredential(accessKeyID: Fixture.credential.accessKeyID, secret: SecretAccessKey("other"))
        #expect(throws: SignatureError.self) {
            try request.verify(under: Fixture.lambda, with: rotated, by: verifier)
        }
        verifier.forget(accessKeyID: Fixture.credential.accessKeyID)
        try request.verify(under: Fixture.lambda, by: verifier)
    }

    private func key(
        _ credential: [UInt8],
        _ secret: SecretAccessKey,
        _ cache: inout KeyCache<Int>,
        deriving: () -> Void
    ) -> Int {
        credential.withUnsafeBytes { credential in
            cache.key(for: credential, of: secret) {
                deriving()
                return 0
            }
        }
    }
}
