import Testing

@testable import Sandbox

@Suite("The Python runtime in a sandbox", .enabled { await RuntimeFixture.has(.python) })
struct PythonRuntimeTests {
    @Test("a handler runs, and its result reaches the Runtime API", arguments: ["3.11", "3.12", "3.13"])
    func invocation(version: String) async throws {
        let runtime = try #require(await RuntimeFixture.catalogue.value.runtime(for: .python, version: version))
        print(runtime.sentence)
        let directories = try ScratchDirectories(["code"])
        try directories.write(
            "code/app.py",
            """
            import sys
            def handler(event, context):
                print("handling", context.aws_request_id)
                return {"version": list(sys.version_info[:2]), "event": event}
            """
        )
        let specification = try RuntimeFixture.specification(
            runtime,
            handler: "app.handler",
            code: directories.handle("code")
        )
        let sandbox = try await TestLauncher.shared().create(specification)
        let (posted, isWaiting) = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: #"{"ü":1}"#)
            return (server.acceptPost(), server.awaitNext())
        }
        let line = runtime.interpreter.line
        let text = line >= 12 ? "ü" : "\\u00fc"
        let expected = #"{"version": [3, \#(line)], "event": {"\#(text)": 1}}"#
        #expect(posted == .init(path: "invocation/r-1/response", body: expected))
        #expect(isWaiting)
        sandbox.kill()
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "handling r-1\n")
    }
}
