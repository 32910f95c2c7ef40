import Foundation
import Testing

@testable import PosternServer

struct JSONScannerTests {
    @Test(
        "well-formed texts pass",
        arguments: [
            "{}", "[]", "null", "true", " false ", "0", "-0", "1.5e+10", "\"\"", "\"a\\u00e9\\n\"",
            "[1,[2,{\"a\":[]}]]",
            "{\"a\":1,\"b\":{\"c\":null}}", "\"ünïcödé 🐘\"", "[1 , 2]\n", "\"12345678\\\"90\"",
        ]
    )
    func wellFormed(text: String) {
        #expect(JSONScanner.firstFault(in: Array(text.utf8)) == nil)
    }

    @Test(
        "everything else is refused",
        arguments: [
            "", "{", "}", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "01", "1.", ".5", "1e", "+1", "nul", "truefalse",
            "\"", "\"\\x\"", "\"\\u12g4\"", "\"\u{1}\"", "[1 2]", "{}{}", "1 2", "[}", "{]", "{\"a\":1,}", "'a'",
        ]
    )
    func malformed(text: String) {
        #expect(JSONScanner.firstFault(in: Array(text.utf8)) != nil)
    }

    @Test(
        "bytes that are not UTF-8 are refused inside strings",
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]]
    )
    func notUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(JSONScanner.firstFault(in: [quote] + bytes + [quote]) != nil)
    }

    @Test("nesting has a bound, and a deep text costs no stack")
    func depth() {
        let deepest =
            String(repeating: "[", count: JSONScanner.maximumDepth)
            + String(repeating: "]", count: JSONScanner.maximumDepth)
        #expect(JSONScanner.firstFault(in: Array(deepest.utf8)) == nil)
        #expect(JSONScanner.firstFault(in: Array(("[" + deepest + "]").utf8)) != nil)
        #expect(JSONScanner.firstFault(in: [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) != nil)
    }

    @Test("the scanner and Foundation agree on mutated texts")
    func agreesWithFoundation() {
        let seed = UInt64.random(in: 1 ... .max)
        var generator = SeededGenerator(seed: seed)
        let original = Array(
            #"{"name":"a\"b","list":[1,-2.5e3,true,null,{"deep":["x"]}],"text":"plain text here"}"#.utf8
        )
        for _ in 0..<20_000 {
            var text = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                text[Int.random(in: text.indices, using: &generator)] = UInt8.random(in: 0x20...0x7E, using: &generator)
            }
            let accepted = (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
            // Foundation takes numbers too large for it as errors; those texts are well formed all the same.
            if accepted {
                #expect(
                    JSONScanner.firstFault(in: text) == nil,
                    "seed \(seed): \(String(decoding: text, as: UTF8.self))"
                )
            }
        }
    }
}

/// SplitMix64: small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
