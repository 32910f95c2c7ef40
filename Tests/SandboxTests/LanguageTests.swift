import Testing

@testable import Sandbox

@Suite("Interpreters that stand in for Lambda's runtimes")
struct LanguageTests {
    private static func catalogue(_ versions: [String], _ language: Language) -> LanguageCatalogue {
        LanguageCatalogue(
            installed: versions.map { Interpreter(language: language, version: $0, path: "/usr/bin/x", prefix: nil) }
        )
    }

    @Test(
        "the exact version is taken, else the nearest, of two the newer",
        arguments: [
            ("3.12", "3.12.4"), ("3.9", "3.10.1"), ("3.14", "3.13.0"), ("3.11", "3.12.4"), ("3.10", "3.10.1"),
        ]
    )
    func python(requested: String, expected: String) throws {
        let catalogue = Self.catalogue(["3.10.1", "3.12.1", "3.13.0", "3.12.4"], .python)
        let runtime = try #require(catalogue.runtime(for: .python, version: requested))
        #expect(runtime.interpreter.version == expected)
        #expect(runtime.isExact == expected.hasPrefix(requested + "."))
    }

    @Test("Node.js is chosen by its major version", arguments: [("20", "20.9.0"), ("22", "22.1.0"), ("18", "20.9.0")])
    func node(requested: String, expected: String) throws {
        let runtime = try #require(Self.catalogue(["22.1.0", "20.9.0"], .node).runtime(for: .node, version: requested))
        #expect(runtime.interpreter.version == expected)
    }

    @Test("Ruby is chosen by both numbers", arguments: [("3.2", "3.3.9"), ("3.1", "3.1.2"), ("4.0", "4.0.1")])
    func ruby(requested: String, expected: String) throws {
        let catalogue = Self.catalogue(["3.1.2", "3.3.9", "4.0.1"], .ruby)
        #expect(try #require(catalogue.runtime(for: .ruby, version: requested)).interpreter.version == expected)
    }

    @Test("a language that is not installed has no runtime")
    func missing() {
        #expect(Self.catalogue(["3.12.1"], .python).runtime(for: .node, version: "20") == nil)
    }

    @Test("a person is told what a function runs on")
    func sentences() throws {
        let catalogue = Self.catalogue(["3.12.1"], .python)
        let exact = try #require(catalogue.runtime(for: .python, version: "3.12"))
        let near = try #require(catalogue.runtime(for: .python, version: "3.9"))
        #expect(exact.sentence == "python3.12 runs on Python 3.12.1")
        #expect(near.sentence == "python3.9 is not installed: it runs on Python 3.12.1, the nearest one")
    }

    @Test("3.1 is not taken for a 3.12")
    func prefixes() throws {
        let runtime = try #require(Self.catalogue(["3.12.1"], .python).runtime(for: .python, version: "3.1"))
        #expect(!runtime.isExact)
    }
}
