import Testing

@testable import Sandbox

@Suite("The Node.js runtime in a sandbox", .enabled { await RuntimeFixture.has(.node) })
struct NodeRuntimeTests {
    @Test("a handler runs, and its result reaches the Runtime API")
    func invocation() async throws {
        let runtime = try #require(await RuntimeFixture.catalogue.value.runtime(for: .node, version: "20"))
        let directories = try ScratchDirectories(["code"])
        try directories.write(
            "code/app.mjs",
            """
            export const handler = async (event, context) => {
              console.log('handling');
              return { event, id: context.awsRequestId };
            };
            """
        )
        let specification = try RuntimeFixture.specification(
            runtime,
            handler: "app.handler",
            code: directories.handle("code")
        )
        let sandbox = try await TestLauncher.shared().create(specification)
        let posted = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: #"{"a":"ü"}"#)
            return server.acceptPost()
        }
        #expect(posted == .init(path: "invocation/r-1/response", body: #"{"event":{"a":"ü"},"id":"r-1"}"#))
        sandbox.kill()
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput).hasSuffix("\tr-1\tINFO\thandling\n"))
    }
}
