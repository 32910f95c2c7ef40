import Foundation
import Testing

@testable import Sandbox

@Suite("The way out of a sandbox", .enabled { await TestLauncher.canMakeSandboxes() })
struct RelayTests {
    private static func python(_ script: String) -> SandboxSpecification {
        var specification = SandboxSpecification(
            command: SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        )
        specification.listeners = [.runtimeAPI, .gateway, .relay, .nameService]
        specification.isRelayed = true
        return specification
    }

    /// A sandbox that has the way; nil, with the reason printed, where this host has no packet filter.
    private static func sandbox(_ script: String) async throws -> Sandbox? {
        let sandbox = try await TestLauncher.shared().create(python(script))
        guard !sandbox.degradations.contains(.notRelayed) else {
            print("skipped: \(SandboxDegradation.notRelayed.sentence)")
            return nil
        }
        return sandbox
    }

    private static func client(_ address: String, _ port: UInt16) -> String {
        """
        import socket
        try:
            connection = socket.create_connection(("\(address)", \(port)), timeout=20)
            print(connection.recv(100).decode())
        except OSError as error:
            print("error", error.errno)
        """
    }

    @Test("connections to the world arrive at the relay", arguments: ["203.0.113.9", "8.8.8.8"])
    func outward(address: String) async throws {
        guard let sandbox = try await Self.sandbox(Self.client(address, 80)) else { return }
        try GreetingServer.serveOnce(sandbox.listeners[2], greeting: "relayed")
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "relayed\n")
    }

    @Test("the sandbox's own listeners stay reachable")
    func gateway() async throws {
        guard let sandbox = try await Self.sandbox(Self.client("169.254.100.1", 4566)) else { return }
        try GreetingServer.serveOnce(sandbox.listeners[1], greeting: "gateway")
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "gateway\n")
    }

    @Test(
        "private addresses are unreachable before any server is asked",
        arguments: [
            "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1",
        ]
    )
    func privateAddresses(address: String) async throws {
        guard let sandbox = try await Self.sandbox(Self.client(address, 80)) else { return }
        let output = await FinishedRun.readToEnd(sandbox.standardOutput)
        #expect(output == "error \(EHOSTUNREACH)\n" || output == "error \(ENETUNREACH)\n")
    }

    @Test("the sandbox's own loopback is its own")
    func loopback() async throws {
        guard let sandbox = try await Self.sandbox(Self.client("127.0.0.1", 80)) else { return }
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "error \(ECONNREFUSED)\n")
    }

    @Test("questions to whatever name server arrive at one socket", arguments: ["169.254.100.1", "8.8.8.8"])
    func names(address: String) async throws {
        let script = """
            import socket
            asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            asker.settimeout(20)
            asker.connect(("\(address)", 53))
            asker.send(b"question")
            print(asker.recv(100).decode())
            """
        guard let sandbox = try await Self.sandbox(script) else { return }
        try Self.answerOnce(sandbox.listeners[3])
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "question, answered\n")
    }

    private static func answerOnce(_ socket: OwnedDescriptor) throws {
        let descriptor = try #require(socket.take())
        let thread = Thread {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&ready, 1, -1) < 0, errno == EINTR {}
            var asker = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            var bytes = [UInt8](repeating: 0, count: 100)
            withUnsafeMutablePointer(to: &asker) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    let count = recvfrom(descriptor, &bytes, bytes.count, 0, generic, &length)
                    let answer = Array(bytes.prefix(max(0, count))) + Array(", answered".utf8)
                    _ = sendto(descriptor, answer, answer.count, 0, generic, length)
                }
            }
            close(descriptor)
        }
        thread.start()
    }
}
