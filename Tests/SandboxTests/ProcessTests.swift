import Foundation
import Testing

@testable import Sandbox

@Suite("The processes of a sandbox", .enabled { await TestLauncher.canMakeSandboxes() })
struct ProcessTests {
    @Test("the environment is exactly the one given, in order")
    func environment() async throws {
        let given = [(name: "B", value: "two words"), (name: "A", value: ""), (name: "C", value: "ü=x\ny")]
        let command = SandboxCommand(arguments: ["/usr/bin/env", "-0"], environment: given, workingDirectory: "/tmp")
        let run = try await FinishedRun.run(SandboxSpecification(command: command))
        #expect(run.output == "B=two words\0A=\0C=ü=x\ny\0")
    }

    @Test("arguments and working directory arrive as given; no descriptor but the streams is open")
    func command() async throws {
        let script = "pwd; for a in \"$@\"; do echo \"<$a>\"; done; ls /proc/self/fd"
        let command = SandboxCommand(
            arguments: ["/bin/sh", "-c", script, "sh", "a b", "", "c\n"],
            workingDirectory: "/tmp"
        )
        let run = try await FinishedRun.run(SandboxSpecification(command: command))
        // 3 is the directory that ls itself is reading.
        #expect(run.output == "/tmp\n<a b>\n<>\n<c\n>\n0\n1\n2\n3\n")
    }

    @Test("standard output and standard error are separate, also by their names in /dev", arguments: ["&", "/dev/std"])
    func streams(target: String) async throws {
        let script = target != "&" ? "echo out > /dev/stdout; echo err > /dev/stderr" : "echo out; echo err >&2"
        let run = try await FinishedRun.shell(script)
        #expect(run.output == "out\n")
        #expect(run.errors == "err\n")
    }

    @Test("the exit tells the status or the signal", arguments: [0, 1, 129, 255])
    func exitStatus(status: UInt8) async throws {
        let run = try await FinishedRun.shell("exit \(status)")
        #expect(run.exit == SandboxExit(cause: .status(status), isOutOfMemory: false))
    }

    @Test("a signal that the program sends itself is told as such")
    func exitSignal() async throws {
        let run = try await FinishedRun.shell("kill -SEGV $$")
        #expect(run.exit == SandboxExit(cause: .signal(11), isOutOfMemory: false))
    }

    @Test("signals have their default effect whatever the server ignores")
    func signalDefaults() async throws {
        let run = try await FinishedRun.shell("grep -E '^Sig(Blk|Ign)' /proc/self/status")
        #expect(run.output == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
    }

    @Test("a program that is not there is told with the reason")
    func missingProgram() async throws {
        let command = SandboxCommand(arguments: ["/var/task/bootstrap"])
        let run = try await FinishedRun.run(SandboxSpecification(command: command))
        #expect(run.exit.cause == .notStarted(step: "execute the program", errorNumber: ENOENT))
    }

    @Test("only the sandbox's own processes are visible, and process 1 is out of reach")
    func processTree() async throws {
        let run = try await FinishedRun.shell("ls -d /proc/[0-9]* | wc -l; kill -9 1; echo alive")
        let lines = run.output.split(separator: "\n")
        let visible = try #require(Int(lines.first ?? ""))
        #expect(visible <= 4)
        #expect(lines.last == "alive")
    }

    @Test("the end of the main process ends daemons too")
    func daemons() async throws {
        // The daemon keeps standard output open: reading to the end would hang if it lived on.
        let run = try await FinishedRun.shell("setsid sh -c 'sleep 1000 & sleep 1000' & echo started")
        #expect(run.output == "started\n")
    }

    @Test("kill ends every process at once")
    func killTree() async throws {
        let command = SandboxCommand(
            arguments: [
                "/bin/sh", "-c", "setsid sleep 1000 & trap '' TERM INT; echo up; while :; do sleep 1000; done",
            ],
            environment: [("PATH", "/usr/bin:/bin")],
            workingDirectory: "/"
        )
        let sandbox = try await TestLauncher.shared().create(SandboxSpecification(command: command))
        sandbox.kill()
        let exit = await sandbox.exit()
        #expect(exit == SandboxExit(cause: .signal(9), isOutOfMemory: false))
        _ = await FinishedRun.readToEnd(sandbox.standardOutput)
    }

    @Test("letting go of a sandbox ends it")
    func release() async throws {
        let command = SandboxCommand(arguments: ["/bin/sleep", "1000"], workingDirectory: "/")
        let output: OwnedDescriptor
        do {
            let sandbox = try await TestLauncher.shared().create(SandboxSpecification(command: command))
            output = sandbox.standardOutput
        }
        #expect(await FinishedRun.readToEnd(output) == "")
    }

    @Test("a frozen sandbox stands still, and goes on when it is thawed")
    func freeze() async throws {
        let sandbox = try await TestLauncher.shared().create(NetworkTests.greeted)
        guard !sandbox.degradations.contains(.notFreezable) else {
            print("skipped: \(SandboxDegradation.notFreezable.sentence)")
            return
        }
        try sandbox.freeze()
        try GreetingServer.serveOnce(sandbox.listeners[0], greeting: "hello")
        try await Task.sleep(for: .milliseconds(200))
        #expect(!FinishedRun.hasOutput(sandbox.standardOutput))
        try sandbox.thaw()
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "hello\n")
        #expect(await sandbox.exit().cause == .status(0))
    }
}
