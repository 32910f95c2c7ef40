import Testing

@testable import Sandbox

@Suite("Who a function is", .enabled { await TestLauncher.canMakeSandboxes() })
struct IdentityTests {
    @Test("Lambda's user and group, by number and by name")
    func user() async throws {
        let run = try await FinishedRun.shell("id -u; id -g; id -un; id -gn")
        #expect(run.output == "993\n990\nsbx_user1051\nsbx_user1051\n")
        #expect(run.exit == SandboxExit(cause: .status(0), isOutOfMemory: false))
    }

    @Test("the control groups of the host have no names inside")
    func controlGroups() async throws {
        let run = try await FinishedRun.shell("cat /proc/self/cgroup")
        let paths = Set(run.output.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 2).last })
        #expect(paths == ["/"])
    }

    @Test("no capability is left, none can come back, and the system call filter is on")
    func capabilities() async throws {
        let run = try await FinishedRun.shell("grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status")
        let lines = Set(run.output.split(separator: "\n").map { $0.filter { !$0.isWhitespace } })
        let none = "0000000000000000"
        #expect(
            lines == [
                "CapInh:\(none)", "CapPrm:\(none)", "CapEff:\(none)", "CapBnd:\(none)", "CapAmb:\(none)",
                "NoNewPrivs:1", "Seccomp:2",
            ]
        )
    }
}
