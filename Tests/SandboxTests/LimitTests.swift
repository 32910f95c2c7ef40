import Testing

@testable import Sandbox

@Suite("What a function may use", .enabled { await TestLauncher.canMakeSandboxes() })
struct LimitTests {
    @Test("too much memory ends the sandbox, and the exit says so")
    func memory() async throws {
        let run = try await FinishedRun.shell("exec tail /dev/zero") { $0.memoryLimitBytes = 128 << 20 }
        guard !run.degradations.contains(.memoryLimitNotEnforced) else {
            print("skipped: \(SandboxDegradation.memoryLimitNotEnforced.sentence)")
            return
        }
        #expect(run.exit == SandboxExit(cause: .signal(9), isOutOfMemory: true))
    }

    @Test("the peak of memory is measured")
    func peakMemory() async throws {
        let command = SandboxCommand(
            arguments: ["/bin/sh", "-c", "head -c 50000000 /dev/zero | tail -c 50000000 | wc -c; exec sleep 1000"],
            environment: [("PATH", "/usr/bin:/bin")],
            workingDirectory: "/"
        )
        let sandbox = try await TestLauncher.shared().create(SandboxSpecification(command: command))
        guard !sandbox.degradations.contains(.memoryLimitNotEnforced) else {
            print("skipped: \(SandboxDegradation.memoryLimitNotEnforced.sentence)")
            return
        }
        // The count comes when everything has been in memory once.
        while !FinishedRun.hasOutput(sandbox.standardOutput) { try await Task.sleep(for: .milliseconds(5)) }
        let peak = try #require(sandbox.peakMemoryBytes)
        #expect((50_000_000...200_000_000).contains(peak))
    }

    @Test("more is written to /tmp than there is memory")
    func scratchIsNotMemory() async throws {
        let run = try await FinishedRun.shell("head -c 300000000 /dev/zero > /tmp/x && wc -c < /tmp/x") {
            $0.memoryLimitBytes = 128 << 20
        }
        guard run.degradations.isDisjoint(with: [.temporaryStorageInMemory, .memoryLimitNotEnforced]) else {
            print("skipped: \(run.degradations.map(\.sentence))")
            return
        }
        #expect(run.output == "300000000\n")
        #expect(!run.exit.isOutOfMemory)
    }

    @Test("open files, processes and core dumps are limited as on Lambda")
    func resourceLimits() async throws {
        let run = try await FinishedRun.shell("ulimit -n; ulimit -Hn; ulimit -c; ulimit -Hc")
        #expect(run.output == "1024\n1024\n0\n0\n")
        let processes = try await FinishedRun.shell("exec bash -c 'ulimit -u; ulimit -Hu'")
        #expect(processes.output == "1024\n1024\n")
    }

    @Test("a fork bomb hits the limit of processes and ends with the sandbox")
    func processes() async throws {
        let script = """
            import os, signal
            count = 0
            try:
                while True:
                    if os.fork() == 0:
                        signal.pause()
                    count += 1
            except OSError as error:
                print(count, error.errno)
            """
        let command = SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        var specification = SandboxSpecification(command: command)
        // A small limit: the host has other things to do. Without a control group for it, Lambda's 1,024 hold.
        specification.processLimit = 64
        let run = try await FinishedRun.run(specification)
        let words = run.output.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
        try #require(words.count == 2, "\(run)")
        #expect((50...1024).contains(words[0]))
        #expect(words[1] == 11)
    }
}
