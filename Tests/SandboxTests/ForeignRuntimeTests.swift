import Foundation
import Testing

@testable import Sandbox

@Suite("Runtimes that are not ours", .enabled { await TestLauncher.canMakeSandboxes() })
struct ForeignRuntimeTests {
    /// Packages of the virtual environment that set-up makes for tests.
    private static let awslambdaric = FileManager.default
        .enumerator(atPath: RuntimeFixture.packageRoot.appendingPathComponent(".venv/lib").path)?
        .compactMap { $0 as? String }.first { $0.hasSuffix("site-packages/awslambdaric") }

    @Test("a bootstrap of the function's own is started, in the language of its choice")
    func ownBootstrap() async throws {
        let directories = try ScratchDirectories(["code"])
        try directories.write("code/bootstrap", "#!/bin/sh\necho \"$_HANDLER in $PWD\"\nexit 3\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: directories.url("code/bootstrap").path
        )
        let command = SandboxCommand(
            arguments: ["/var/task/bootstrap"],
            environment: [("_HANDLER", "any.handler")]
        )
        var specification = SandboxSpecification(command: command)
        specification.code = try directories.handle("code")
        let run = try await FinishedRun.run(specification)
        #expect(run.output == "any.handler in /var/task\n")
        #expect(run.exit.cause == .status(3))
    }

    @Test(
        "AWS's Python client runs unmodified",
        .enabled(if: awslambdaric != nil, "no awslambdaric in .venv"),
        .enabled { await RuntimeFixture.has(.python) }
    )
    func awsClient() async throws {
        let packages = try #require(Self.awslambdaric)
        let version = packages.split(separator: "/")[0].replacing("python", with: "")
        let runtime = try #require(await RuntimeFixture.catalogue.value.runtime(for: .python, version: String(version)))
        let directories = try ScratchDirectories(["code"])
        try directories.write("code/app.py", "def handler(event, context): return [event, context.aws_request_id]")
        var specification = try RuntimeFixture.specification(
            runtime,
            handler: "app.handler",
            code: directories.handle("code")
        )
        let folder = RuntimeFixture.packageRoot.appendingPathComponent(".venv/lib/\(packages)")
        specification.runtime = [try DirectoryHandle(path: folder.deletingLastPathComponent().path)]
        specification.command.arguments = [runtime.interpreter.path, "-m", "awslambdaric", "app.handler"]
        let sandbox = try await TestLauncher.shared().create(specification)
        let posted = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: "7")
            return server.acceptPost()
        }
        #expect(posted == .init(path: "invocation/r-1/response", body: #"[7, "r-1"]"#))
    }
}
