import Foundation
import Testing

@testable import IdentityProofs

/// One token and its key for each algorithm, signed by Python's `cryptography` (`make_tokens.py`).
private struct Samples: Decodable {
    let keys: [[String: String]]
    let tokens: [String]

    static func load() throws -> Samples {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "tokens.json")
        return try JSONDecoder().decode(Samples.self, from: Data(contentsOf: file))
    }

    func keySet(_ keys: [[String: String]]) throws -> JSONWebKeySet {
        try JSONWebKeySet(Array(JSONEncoder().encode(["keys": keys])))
    }
}

struct TokenVerificationTests {
    private let samples: Samples

    init() throws { samples = try Samples.load() }

    @Test("a token is verified by the key that signed it, in each algorithm")
    func genuine() throws {
        let keys = try samples.keySet(samples.keys)
        let tokens = try samples.tokens.map { try JSONWebToken($0) }
        #expect(Set(tokens.map(\.algorithm)) == Set(TokenAlgorithm.allCases))
        for token in tokens {
            #expect(keys.verifies(token), "\(token.algorithm)")
            #expect(token.claims.audiences == ["one", "two"])
        }
    }

    @Test("no other key verifies a token, whatever its name")
    func foreignKey() throws {
        for text in samples.tokens {
            let token = try JSONWebToken(text)
            let others = samples.keys.filter { $0["kid"] != token.keyID }
            let renamed = others.map { $0.merging(["kid": token.keyID ?? ""]) { _, new in new } }
            #expect(try !samples.keySet(others).verifies(token))
            #expect(try !samples.keySet(renamed).verifies(token))
        }
    }

    @Test("a change of any byte of header, payload or signature is found")
    func mutations() throws {
        let keys = try samples.keySet(samples.keys)
        for text in samples.tokens {
            let bytes = Array(text.utf8)
            for index in bytes.indices.dropLast() where bytes[index] != UInt8(ascii: ".") {
                var changed = bytes
                changed[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                let token = try? JSONWebToken(String(decoding: changed, as: UTF8.self))
                #expect(token.map(keys.verifies) != true, "byte \(index) of \(text.prefix(20))…")
            }
        }
    }

    @Test(
        "a key that is weak, of another use, or of a kind that is not known verifies nothing",
        arguments: [["use": "enc"], ["alg": "RS512"], ["kty": "oct"], ["n": "AQAB"]]
    )
    func uselessKey(change: [String: String]) throws {
        let token = try JSONWebToken(samples.tokens[0])
        let key = samples.keys[0].merging(change) { _, new in new }
        #expect(try !samples.keySet([key]).verifies(token))
    }

    @Test("without a signature, with a secret's signature, or with extensions a token is not read")
    func otherAlgorithms() throws {
        let payload = samples.tokens[0].split(separator: ".")[1]
        for (header, expected) in [
            (#"{"alg":"none"}"#, TokenError.unsupportedAlgorithm("none")),
            (#"{"alg":"HS256"}"#, .unsupportedAlgorithm("HS256")),
            (#"{"alg":"RS256","crit":["b64"]}"#, .malformed),
            (#"{"typ":"JWT"}"#, .malformed),
        ] {
            let encoded = Data(header.utf8).base64EncodedString().filter { $0 != "=" }
            #expect(throws: expected) { try JSONWebToken("\(encoded).\(payload).AAAA") }
        }
    }

    @Test("what is no token is not read", arguments: ["", ".", "..", "a.b.c", "e30.e30.", "e30.e30.e30.e30", "é.é.é"])
    func nonsense(text: String) {
        #expect(throws: TokenError.self) { try JSONWebToken(text) }
    }

    @Test("a claim that is missing is named", arguments: ["iss", "sub", "aud", "exp", "iat"])
    func missingClaim(name: String) throws {
        var claims: [String: Any] = ["iss": "i", "sub": "s", "aud": "a", "exp": 2, "iat": 1]
        claims[name] = nil
        let json = try JSONSerialization.data(withJSONObject: claims)
        #expect(throws: TokenError.missingClaim(name)) { try TokenClaims(Array(json)) }
    }

    @Test("a key set is bounded, and what is none is refused")
    func keySets() throws {
        #expect(throws: TokenError.malformedKeySet) { try JSONWebKeySet(Array("[]".utf8)) }
        #expect(throws: TokenError.malformedKeySet) {
            try samples.keySet(Array(repeating: ["kty": "x"], count: JSONWebKeySet.maximumKeys + 1))
        }
    }
}
