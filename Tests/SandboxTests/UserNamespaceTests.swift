import Foundation
import Testing

@testable import Sandbox

/// The same launcher, started without any privilege.
@Suite("An ordinary user's sandboxes", .enabled { await UnprivilegedLauncher.canMakeSandboxes() })
struct UserNamespaceTests {
    @Test("the tier and what it lacks are reported")
    func report() async throws {
        let report = try await UnprivilegedLauncher.shared().isolation
        #expect(report.tier == .userNamespace)
        #expect(report.degradations.contains(.temporaryStorageInMemory))
        #expect(report.summary.hasPrefix("tier B (user namespace); "))
    }

    @Test("user, group, capabilities and filter are as root's sandboxes have them")
    func identity() async throws {
        let script = "id -u; id -g; id -un; grep -E '^(CapBnd|CapEff|NoNewPrivs|Seccomp:)' /proc/self/status"
        let run = try await FinishedRun.shell(script, on: UnprivilegedLauncher.shared())
        let none = "0000000000000000"
        let status = "CapEff:\t\(none)\nCapBnd:\t\(none)\nNoNewPrivs:\t1\nSeccomp:\t2\n"
        #expect(run.output == "993\n990\nsbx_user1051\n" + status)
    }

    @Test("code is read-only, layers are merged, /tmp has its size, the host's files are not there")
    func fileSystem() async throws {
        let directories = try ScratchDirectories(["code", "first", "second"])
        try directories.makeWritableByAll("code")
        try directories.write("first/a", "first")
        try directories.write("second/a", "second")
        let code = try directories.handle("code")
        let layers = [try directories.handle("first"), try directories.handle("second")]
        let script = "echo x > /var/task/x; cat /opt/a; echo; df -B1M --output=size /tmp | tail -1; ls /root /home"
        let run = try await FinishedRun.shell(script, on: UnprivilegedLauncher.shared()) {
            $0.code = code
            $0.layers = layers
            $0.temporaryStorageBytes = 64 << 20
        }
        let lines = run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines == ["second", "64", "/home:", "/root:"])
        #expect(run.errors.contains("Read-only file system"))
    }

    @Test("its listeners work, and the host's loopback is out of reach")
    func network() async throws {
        let sandbox = try await UnprivilegedLauncher.shared().create(NetworkTests.greeted)
        try GreetingServer.serveOnce(sandbox.listeners[0], greeting: "hello")
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "hello\n")
        let script = "exec 3<>/dev/tcp/127.0.0.1/22"
        let command = SandboxCommand(arguments: ["/bin/bash", "-c", script], workingDirectory: "/")
        let run = try await FinishedRun.run(
            SandboxSpecification(command: command),
            on: UnprivilegedLauncher.shared()
        )
        #expect(run.errors.contains("Connection refused"))
    }

    @Test("killing ends daemons too")
    func killTree() async throws {
        let command = SandboxCommand(
            arguments: ["/bin/sh", "-c", "setsid sleep 1000 & sleep 1000"],
            environment: [("PATH", "/usr/bin:/bin")],
            workingDirectory: "/"
        )
        let sandbox = try await UnprivilegedLauncher.shared().create(SandboxSpecification(command: command))
        sandbox.kill()
        #expect(await sandbox.exit().cause == .signal(9))
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "")
    }

    @Test("memory is measured without a control group")
    func peakMemory() async throws {
        let script = "grown = bytearray(80_000_000)\nimport time\nprint('grown', flush=True)\ntime.sleep(1000)"
        let command = SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        let sandbox = try await UnprivilegedLauncher.shared().create(SandboxSpecification(command: command))
        while !FinishedRun.hasOutput(sandbox.standardOutput) { try await Task.sleep(for: .milliseconds(5)) }
        let peak = try #require(sandbox.peakMemoryBytes)
        #expect((80_000_000...160_000_000).contains(peak))
    }
}
