import Foundation
import Synchronization
import Testing

@testable import Sandbox

@Suite("Sandboxes that wait for work", .enabled { await RuntimeFixture.has(.python) })
struct PreparationTests {
    /// A Python function whose sandboxes may be prepared.
    private struct Function {
        let directories: ScratchDirectories
        var specification: SandboxSpecification

        init(_ source: String) async throws {
            let runtime = try #require(await RuntimeFixture.catalogue.value.runtime(for: .python, version: "3.12"))
            directories = try ScratchDirectories(["code", "layer"])
            try directories.write("code/app.py", source)
            try directories.write("layer/python/lib.py", "name = 'from the layer'")
            let code = try directories.handle("code")
            specification = try RuntimeFixture.specification(runtime, handler: "app.handler", code: code)
            specification.layers = [try directories.handle("layer")]
            specification.preparation = runtime.preparation
        }
    }

    /// Makes a first sandbox, waits until others wait in its place, and returns their identifiers.
    private func fill(_ launcher: SandboxLauncher, _ specification: SandboxSpecification) async throws -> Set<UInt64> {
        _ = try await launcher.create(specification)
        while true {
            let waiting = launcher.prepared.withLock { $0.waiting.map(\.identifier) }
            if waiting.count == 2 { return Set(waiting) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test("a waiting one gets code, layers, environment and limits, and runs the handler")
    func assignment() async throws {
        var function = try await Function(
            """
            import lib, logging, os
            logging.getLogger().setLevel("INFO")
            def handler(event, context):
                logging.info("logged")
                status = open("/proc/self/status").read()
                return [lib.name, os.environ["MINE"], os.getcwd(), context.function_name, os.getuid(),
                        "CapBnd:\\t0000000000000000" in status, os.path.exists("/proc/1/root/etc")]
            """
        )
        function.specification.command.environment += [("MINE", "mine"), ("AWS_LAMBDA_FUNCTION_NAME", "f")]
        let launcher = try await TestLauncher.start()
        let waiting = try await fill(launcher, function.specification)
        let sandbox = try await launcher.create(function.specification)
        #expect(waiting.contains(sandbox.identifier))
        let posted = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: "{}")
            return server.acceptPost()
        }
        let expected = #"["from the layer", "mine", "/var/task", "f", 993, true, false]"#
        #expect(posted == .init(path: "invocation/r-1/response", body: expected))
        sandbox.kill()
        let output = await FinishedRun.readToEnd(sandbox.standardOutput)
        #expect(output.hasPrefix("[INFO]\t") && output.hasSuffix("\tr-1\tlogged\n"))
    }

    @Test("the limit of memory holds for a sandbox that was made without one")
    func memoryLimit() async throws {
        var function = try await Function("def handler(event, context): return len(bytearray(200_000_000))")
        function.specification.memoryLimitBytes = 128 << 20
        let launcher = try await TestLauncher.start()
        let waiting = try await fill(launcher, function.specification)
        let sandbox = try await launcher.create(function.specification)
        #expect(waiting.contains(sandbox.identifier))
        guard !sandbox.degradations.contains(.memoryLimitNotEnforced) else {
            print("skipped: \(SandboxDegradation.memoryLimitNotEnforced.sentence)")
            return
        }
        let posted = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: "{}")
            return server.acceptPost()
        }
        #expect(posted == nil)
        #expect(await sandbox.exit() == SandboxExit(cause: .signal(9), isOutOfMemory: true))
    }

    @Test("a function that changes how the interpreter starts does not get one that started otherwise")
    func otherKind() async throws {
        let function = try await Function("def handler(event, context): return hash('x')")
        let launcher = try await TestLauncher.start()
        let waiting = try await fill(launcher, function.specification)
        var changed = function.specification
        changed.command.environment.append(("PYTHONHASHSEED", "0"))
        var largerScratch = function.specification
        largerScratch.temporaryStorageBytes = 600 << 20
        var preloading = function.specification
        preloading.command.environment.append(("LD_PRELOAD", "/opt/lib/any.so"))
        for specification in [changed, largerScratch, preloading] {
            let sandbox = try await launcher.create(specification)
            #expect(!waiting.contains(sandbox.identifier))
        }
    }

    @Test("libraries in layers are found by the linker of a program that started before they were there")
    func lateLibraries() async throws {
        var function = try await Function(
            """
            import ctypes
            def handler(event, context):
                return ctypes.CDLL("liblate.so").crc32(0, b"123456789", 9) & 0xFFFFFFFF
            """
        )
        // Any library that is on every host will do, under a name that only the layer has.
        let library = try #require(
            ["/usr/lib/x86_64-linux-gnu/libz.so.1", "/usr/lib/aarch64-linux-gnu/libz.so.1", "/usr/lib64/libz.so.1"]
                .first { FileManager.default.fileExists(atPath: $0) }
        )
        try FileManager.default.createDirectory(
            at: function.directories.url("layer/lib"),
            withIntermediateDirectories: true
        )
        let source = URL(fileURLWithPath: library).resolvingSymlinksInPath()
        try FileManager.default.copyItem(at: source, to: function.directories.url("layer/lib/liblate.so"))
        function.specification.command.environment.removeAll { $0.name == "LD_LIBRARY_PATH" }
        function.specification.command.environment.append(("LD_LIBRARY_PATH", "/var/lang/lib:/var/task/lib:/opt/lib"))
        let launcher = try await TestLauncher.start()
        let waiting = try await fill(launcher, function.specification)
        let sandbox = try await launcher.create(function.specification)
        #expect(waiting.contains(sandbox.identifier))
        let posted = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { server in
            _ = server.answerNext(requestID: "r-1", event: "{}")
            return server.acceptPost()
        }
        #expect(posted == .init(path: "invocation/r-1/response", body: "3421780262"))
    }

    @Test("one that died while waiting is not given to anybody")
    func deadOnes() async throws {
        let function = try await Function("def handler(event, context): return 1")
        let launcher = try await TestLauncher.start()
        let waiting = try await fill(launcher, function.specification)
        for sandbox in launcher.prepared.withLock({ $0.waiting }) {
            sandbox.kill()
            _ = await sandbox.exit()
        }
        let sandbox = try await launcher.create(function.specification)
        #expect(!waiting.contains(sandbox.identifier))
    }
}
