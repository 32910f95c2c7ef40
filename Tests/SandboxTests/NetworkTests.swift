import Foundation
import Testing

@testable import Sandbox

@Suite("The network of a sandbox", .enabled { await TestLauncher.canMakeSandboxes() })
struct NetworkTests {
    /// Connects to an address from inside and prints what it reads, or the error's number.
    private static func client(_ address: String, _ port: UInt16) -> String {
        """
        import socket
        try:
            connection = socket.create_connection(("\(address)", \(port)), timeout=5)
            print(connection.recv(100).decode())
        except OSError as error:
            print("error", error.errno)
        """
    }

    private static func python(_ script: String) -> SandboxSpecification {
        SandboxSpecification(
            command: SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        )
    }

    /// A program that prints what the first listener sends.
    static let greeted = python(client("169.254.100.1", 9001))

    @Test("each sandbox reaches its own listeners, at the same addresses, and no other's")
    func ownListeners() async throws {
        let launcher = try await TestLauncher.shared()
        let first = try await launcher.create(Self.greeted)
        let second = try await launcher.create(Self.greeted)
        try GreetingServer.serveOnce(first.listeners[0], greeting: "first")
        try GreetingServer.serveOnce(second.listeners[0], greeting: "second")
        #expect(await FinishedRun.readToEnd(first.standardOutput) == "first\n")
        #expect(await FinishedRun.readToEnd(second.standardOutput) == "second\n")
    }

    @Test("the second listener is the gateway's")
    func gatewayListener() async throws {
        let sandbox = try await TestLauncher.shared().create(Self.python(Self.client("169.254.100.1", 4566)))
        try GreetingServer.serveOnce(sandbox.listeners[1], greeting: "gateway")
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "gateway\n")
    }

    @Test("a server on the host's loopback cannot be reached")
    func hostLoopback() async throws {
        let server = try GreetingServer()
        let run = try await FinishedRun.run(Self.python(Self.client("127.0.0.1", server.port)))
        #expect(run.output == "error \(ECONNREFUSED)\n")
    }

    @Test("the world cannot be reached", arguments: ["192.0.2.1", "169.254.169.254", "10.0.0.1"])
    func outside(address: String) async throws {
        let run = try await FinishedRun.run(Self.python(Self.client(address, 80)))
        #expect(run.output == "error \(ENETUNREACH)\n")
    }

    @Test("an abstract socket of the host cannot be reached")
    func abstractSockets() async throws {
        let script = """
            import socket
            names = open("/proc/net/unix").read().split("\\n")[1:]
            print(sum("@" in name for name in names))
            """
        let run = try await FinishedRun.run(Self.python(script))
        #expect(run.output == "0\n")
    }
}
