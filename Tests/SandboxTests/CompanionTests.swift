import Foundation
import Testing

@testable import Sandbox

@Suite("Companions of a command", .enabled { await TestLauncher.canMakeSandboxes() })
struct CompanionTests {
    private static func shell(_ script: String) -> SandboxCommand {
        SandboxCommand(
            arguments: ["/bin/sh", "-c", script],
            environment: [("PATH", "/usr/bin:/bin")],
            workingDirectory: "/"
        )
    }

    /// What is told about the processes of a sandbox, in order. To be asked for once.
    private static func news(of sandbox: Sandbox) -> AsyncStream<News> {
        AsyncStream { continuation in
            sandbox.onProcessExit { continuation.yield(News(process: $0, cause: $1.cause)) }
        }
    }

    private struct News: Equatable {
        let process: UInt32
        let cause: SandboxExit.Cause
    }

    @Test("run before the command, which waits to be started, and beside it")
    func order() async throws {
        var specification = SandboxSpecification(command: Self.shell("cat /tmp/first; exit 5"))
        specification.companions = [Self.shell("echo here > /tmp/first; echo written; exit 4")]
        let sandbox = try await TestLauncher.shared().create(specification)
        var news = Self.news(of: sandbox).makeAsyncIterator()
        let output = try #require(sandbox.companionOutput)
        #expect(await FinishedRun.readToEnd(output) == "written\n")
        #expect(await news.next() == News(process: 2, cause: .status(4)))
        try sandbox.startCommand()
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "here\n")
        #expect(await news.next() == News(process: 1, cause: .status(5)))
        #expect(!sandbox.hasEnded)
        sandbox.kill()
        #expect(await sandbox.exit().cause == .signal(SIGKILL))
    }

    @Test("that cannot be started are told with the reason")
    func notStarted() async throws {
        var specification = SandboxSpecification(command: Self.shell("true"))
        specification.companions = [SandboxCommand(arguments: ["/opt/extensions/none"], workingDirectory: "/")]
        let sandbox = try await TestLauncher.shared().create(specification)
        var news = Self.news(of: sandbox).makeAsyncIterator()
        let cause = SandboxExit.Cause.notStarted(step: "execute the program", errorNumber: ENOENT)
        #expect(await news.next() == News(process: 2, cause: cause))
        sandbox.kill()
    }

    @Test("the command can be asked to end, or ended with its children")
    func termination() async throws {
        for isForced in [false, true] {
            let trap = isForced ? "trap '' TERM" : "trap 'exit 9' TERM"
            var specification = SandboxSpecification(
                command: Self.shell("\(trap); sleep 3000 & echo up; while :; do wait; done")
            )
            specification.companions = [Self.shell("exec sleep 3000")]
            let sandbox = try await TestLauncher.shared().create(specification)
            try sandbox.startCommand()
            while !FinishedRun.hasOutput(sandbox.standardOutput) { try await Task.sleep(for: .milliseconds(5)) }
            sandbox.terminate(Sandbox.commandNumber, isForced: isForced)
            let expected: SandboxExit.Cause = isForced ? .signal(SIGKILL) : .status(9)
            var news = Self.news(of: sandbox).makeAsyncIterator()
            #expect(await news.next() == News(process: 1, cause: expected))
            sandbox.kill()
        }
    }

    @Test("a socket of the sandbox's network reaches what listens inside")
    func socket() async throws {
        let script = """
            import socket
            server = socket.create_server(("127.0.0.1", 8123))
            print("up", flush=True)
            server.accept()[0].sendall(b"from inside")
            """
        let command = SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        let sandbox = try await TestLauncher.shared().create(SandboxSpecification(command: command))
        while !FinishedRun.hasOutput(sandbox.standardOutput) { try await Task.sleep(for: .milliseconds(5)) }
        let inside = try #require(await sandbox.openSocket())
        #expect(Self.connect(inside.borrowed, port: 8123))
        #expect(await FinishedRun.readToEnd(inside) == "from inside")
        _ = await sandbox.exit()
        #expect(await sandbox.openSocket() == nil)
    }

    private static func connect(_ socket: CInt, port: UInt16) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result == 0 || errno == EINPROGRESS
    }
}
