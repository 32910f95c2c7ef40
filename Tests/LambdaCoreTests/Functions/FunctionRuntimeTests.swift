import Testing

@testable import LambdaCore
@testable import Sandbox

@Suite struct FunctionRuntimeTests {
    @Test(arguments: [
        ("python3.12", FunctionRuntime.Language.python, "3.12" as String?),
        ("nodejs20.x", .node, "20"),
        ("provided.al2023", .provided, nil),
        ("java11.al2023", .java, "11"),
        ("dotnet8", .dotnet, "8"),
    ])
    func `identifiers tell language and version`(
        _ identifier: String,
        _ language: FunctionRuntime.Language,
        _ version: String?
    ) throws {
        let runtime = try #require(FunctionRuntime(identifier: identifier))
        #expect(runtime.language == language)
        #expect(runtime.version == version)
    }

    @Test(arguments: ["", "python", "python3.99", "Python3.12", "provided.al2024"])
    func `what is not in AWS's enum is no runtime`(_ identifier: String) {
        #expect(FunctionRuntime(identifier: identifier) == nil)
    }

    /// A host with one Python and nothing else.
    private static let catalogue = RuntimeCatalogue(
        languages: LanguageCatalogue(
            installed: [Interpreter(language: .python, version: "3.11.7", path: "/usr/bin/python3.11", prefix: nil)]
        )
    )

    private static func refusal(_ identifier: String) throws -> String? {
        let runtime = try #require(FunctionRuntime(identifier: identifier))
        guard case .unavailable(let sentence) = catalogue.availability(of: runtime) else { return nil }
        return sentence
    }

    @Test func `the nearest interpreter runs a managed runtime`() throws {
        let runtime = try #require(FunctionRuntime(identifier: "python3.13"))
        guard case .interpreter(let found) = Self.catalogue.availability(of: runtime) else {
            Issue.record("not available")
            return
        }
        #expect(found.interpreter.version == "3.11.7")
        #expect(!found.isExact)
    }

    @Test func `custom runtimes always run`() throws {
        #expect(try Self.refusal("provided.al2") == nil)
        #expect(try Self.refusal("provided.al2023") == nil)
    }

    @Test func `a missing interpreter is named with its package`() throws {
        #expect(
            try Self.refusal("nodejs22.x") == "nodejs22.x needs Node.js, which is not installed: apt install nodejs"
        )
        #expect(try Self.refusal("ruby3.4") == "ruby3.4 needs Ruby, which is not installed: apt install ruby")
    }

    @Test func `a language without a client is refused with what to do`() throws {
        #expect(
            try Self.refusal("java21")
                == "java21 has no runtime client in this version of Postern: "
                + "apt install default-jre-headless, and package a bootstrap that starts it for provided.al2023"
        )
    }

    @Test(
        arguments: [
            ("python3.7", "python3.12"), ("nodejs12.x", "nodejs18.x"), ("nodejs14.x", "nodejs20.x"),
            ("go1.x", "provided.al2023"), ("provided", "provided.al2023"), ("java8", "java21"), ("ruby2.7", "ruby3.2"),
            ("dotnetcore3.1", "dotnet6"),
        ]
    )
    func `deprecated runtimes are refused in AWS's words`(_ identifier: String, _ successor: String) throws {
        #expect(
            try Self.refusal(identifier)
                == "The runtime parameter of \(identifier) is no longer supported for creating or updating AWS Lambda "
                + "functions. We recommend you use the new runtime (\(successor)) while creating or updating functions."
        )
    }

    @Test(arguments: FunctionRuntime.languages.keys.sorted())
    func `every runtime runs or says why not`(_ identifier: String) throws {
        let runtime = try #require(FunctionRuntime(identifier: identifier))
        let isExpectedToRun = [.python, .provided].contains(runtime.language) && !runtime.isDeprecated
        #expect(try (Self.refusal(identifier) == nil) == isExpectedToRun)
    }
}
