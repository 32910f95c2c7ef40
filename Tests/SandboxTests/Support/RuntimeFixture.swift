import Foundation

@testable import Sandbox

/// Functions in the languages of this host, ready to run in a sandbox with our runtime clients.
enum RuntimeFixture {
    static let catalogue = Task {
        await LanguageCatalogue.discover(
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin",
            home: ProcessInfo.processInfo.environment["HOME"]
        )
    }

    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Our runtime clients.
    static let runtimes = packageRoot.appendingPathComponent("Runtimes")

    /// For `.enabled(if:)`: prints why the tests cannot run here.
    static func has(_ language: Language) async -> Bool {
        guard await TestLauncher.canMakeSandboxes() else { return false }
        let runtime = await catalogue.value.runtime(for: language, version: "3.12")
        if runtime == nil { print("skipped: \(language.displayName) is not installed") }
        return runtime != nil
    }

    /// A sandbox for the function in `directories`' folder `code`.
    static func specification(
        _ runtime: LanguageRuntime,
        handler: String,
        code: DirectoryHandle
    ) throws -> SandboxSpecification {
        let isPython = runtime.language == .python
        let environment: [(name: String, value: String)] = [
            ("AWS_LAMBDA_RUNTIME_API", SandboxListener.runtimeAPI.hostAndPort), ("_HANDLER", handler),
            ("LAMBDA_TASK_ROOT", "/var/task"), ("LAMBDA_RUNTIME_DIR", "/var/runtime"), ("LANG", "en_US.UTF-8"),
            ("TZ", ":UTC"), ("PYTHONPATH", "/var/runtime"), ("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin"),
            ("LD_LIBRARY_PATH", "/var/lang/lib"),
        ]
        return SandboxSpecification(
            command: SandboxCommand(arguments: runtime.bootstrapArguments, environment: environment),
            code: code,
            runtime: [try DirectoryHandle(path: runtimes.appendingPathComponent(isPython ? "python" : "nodejs").path)],
            language: runtime.interpreter.prefix
        )
    }
}
