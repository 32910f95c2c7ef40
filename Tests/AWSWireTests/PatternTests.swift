import Foundation
import Testing

@testable import AWSWire

@Suite("Patterns")
struct PatternTests {
    @Test(
        "A pattern matches whole texts as Java's does",
        arguments: [
            (#"[\w+=,.@-]+"#, ["alice", "a+b=c,d.e@f-g_1"], ["", "a b", "é", "a/b"]),
            (
                #"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)"#, ["/", "/a/", "/a/b/"],
                ["", "a", "/a", "//a b/", "/\u{7F}/"]
            ),
            ("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?", ["v1", "v20.x-1", "v1."], ["v0", "1", "v1.x_y"]),
            ("(?!^[0-9]+$)([a-zA-Z0-9-_]+)", ["live", "1a", "-"], ["1", "123", "", "a.b"]),
            (#"[0-9A-Za-z\.\-_]*(?<!\.)"#, ["bucket", "a.b", ""], ["bucket.", "a/b"]),
            ("^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", ["abc", "a-b-c"], ["ab", "a--b", "-ab", "ab-"]),
            (#"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"#, ["", "ключ 1", "Ⅷ", "a\u{3000}b"], ["a\tb", "$", "a\u{301}"]),
            (".*", ["", "anything"], ["a\nb", "a\u{2028}b"]),
            (#"[\s\S]*"#, ["", "a\nb"], []),
            ("$|kafka://([^.]([a-z.]{0,3}))", ["", "kafka://xabc"], ["x", "kafka://.a", "kafka://xabcd"]),
            ("a{2}|b{1,}|(?:cd)?", ["aa", "b", "bbb", "cd", ""], ["a", "aaa", "c"]),
            ("[a-c-e]+", ["a-e", "b"], ["d"]),
            (#"[^\s]+"#, ["a☃"], ["", "a b", "a\u{B}"]),
        ]
    )
    func matching(pattern: String, matches: [String], mismatches: [String]) throws {
        let compiled = try Pattern(pattern)
        for text in matches { #expect(compiled.matches(text), "\(text) should match") }
        for text in mismatches { #expect(!compiled.matches(text), "\(text) should not match") }
    }

    @Test(
        "Syntax that is not read is refused, not misread",
        arguments: [
            "(", "[a", "a{", "a{2,1}", "*", "a**", "a+?", "(?<name>a)", #"\b"#, #"(a)\1"#, #"\p{Han}"#, "\\", ")",
        ]
    )
    func refusal(pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    @Test("A pattern that makes a backtracking matcher hang takes steps in proportion to the text")
    func hostileText() throws {
        let pattern = try Pattern("(a+)+b")
        let text = String(repeating: "a", count: 20_000)
        #expect(!pattern.matches(text))
        #expect(pattern.matches(text + "b"))
    }

    @Test(
        "Random texts match the patterns of the models exactly when Python's matcher says so",
        .enabled(if: Botocore.isInstalled, "no .venv with botocore: run Scripts/setup.sh test")
    )
    func oracle() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("pattern seed \(seed)")
        let output = try Botocore.run("Tests/AWSWireTests/Conformance/conformance.py", ["patterns", String(seed)])
        let lines = output.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 100)
        for line in lines {
            let verdicts = try JSONDecoder().decode(Verdicts.self, from: line)
            let pattern = try Pattern(verdicts.pattern)
            #expect(verdicts.texts.filter(pattern.matches) == verdicts.matching, "\(verdicts.pattern)")
        }
    }

    /// One line of `conformance.py patterns`.
    private struct Verdicts: Decodable {
        let pattern: String
        let texts: [String]
        let matching: [String]
    }

    @Test("Every shape of every service can be held against values")
    func allShapes() {
        let count = ServiceCatalog.all.services.flatMap(\.operations).map { operation in
            constraintCount(of: .structure(operation.input), depth: 0)
        }
        #expect(count.reduce(0, +) > 1000)
    }

    /// Counts constraints, which forces every pattern on the way to be read.
    private func constraintCount(of shape: Shape, depth: Int) -> Int {
        guard depth < 8 else { return 0 }
        let inner =
            switch shape {
            case .structure(let type): type.schema.members.map { constraintCount(of: $0.shape, depth: depth + 1) }
            case .list(let element, _, _): [constraintCount(of: element, depth: depth + 1)]
            case .map(let key, let element, _, _, _):
                [constraintCount(of: key, depth: depth + 1), constraintCount(of: element, depth: depth + 1)]
            default: [Int]()
            }
        return shape.constraints.count + inner.reduce(0, +)
    }
}
