import StateStore
import Testing

@Suite("Sealed bytes")
struct SealingKeyTests {
    private static let key = SealingKey(key: Array(0..<32), randomness: .system)

    @Test("open to what was sealed", arguments: [0, 1, 15, 16, 17, 5000])
    func roundTrip(count: Int) throws {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sealed = Self.key.seal(plaintext, for: .sessionToken)
        #expect(try Self.key.open(sealed, for: .sessionToken) == plaintext)
        #expect(sealed.bytes.count == count + 29)
    }

    @Test("do not open when any bit of them is changed")
    func flippedBits() {
        let sealed = Self.key.seal(Array("secret".utf8), for: .sessionToken)
        for position in sealed.bytes.indices {
            for bit in 0..<8 {
                var bytes = sealed.bytes
                bytes[position] ^= 1 << bit
                #expect(throws: SealingError.self) {
                    try Self.key.open(SealedBytes(bytes: bytes), for: .sessionToken)
                }
            }
        }
    }

    @Test("do not open when they are cut")
    func cut() {
        let sealed = Self.key.seal([1, 2, 3], for: .sessionToken)
        for count in 0..<sealed.bytes.count {
            #expect(throws: SealingError.self) {
                try Self.key.open(SealedBytes(bytes: Array(sealed.bytes.prefix(count))), for: .sessionToken)
            }
        }
    }

    @Test("open for no other purpose and under no other key")
    func purposes() {
        let sealed = Self.key.seal([1], for: .accessKeySecret(accessKeyID: "AKIA1"))
        let others: [SealingPurpose] = [
            .accessKeySecret(accessKeyID: "AKIA2"), .sessionToken, .authorizationMessage,
            .functionEnvironment(scope: Samples.regional, functionName: "AKIA1"),
        ]
        for purpose in others {
            #expect(throws: SealingError.notAuthentic) { try Self.key.open(sealed, for: purpose) }
        }
        let otherKey = SealingKey(key: Array(1..<33), randomness: .system)
        #expect(throws: SealingError.notAuthentic) {
            try otherKey.open(sealed, for: .accessKeySecret(accessKeyID: "AKIA1"))
        }
    }

    @Test("never show the key")
    func description() {
        #expect("\(Self.key)" == "***")
        #expect(String(reflecting: Self.key) == "***")
        var dumped = ""
        dump(Self.key, to: &dumped)
        #expect(!dumped.contains("31"))
    }

    @Test("keep a function's variables, for that function only")
    func environment() throws {
        let variables = ["A": "1", "EMPTY": "", "Ünïcode": "🙂\n"]
        let sealed = FunctionEnvironment(variables, scope: Samples.regional, functionName: "f", sealedWith: Self.key)
        #expect(try sealed.variables(scope: Samples.regional, functionName: "f", openedWith: Self.key) == variables)
        #expect(throws: SealingError.notAuthentic) {
            try sealed.variables(scope: Samples.regional, functionName: "g", openedWith: Self.key)
        }
    }
}
