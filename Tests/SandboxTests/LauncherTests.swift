import Foundation
import Testing

@testable import Sandbox

@Suite("The launcher", .enabled { await TestLauncher.canMakeSandboxes() })
struct LauncherTests {
    /// A sandbox whose main process and daemon both hold standard output open.
    private static let tree = SandboxSpecification(
        command: SandboxCommand(
            arguments: ["/bin/sh", "-c", "setsid sleep 1000 & sleep 1000"],
            environment: [("PATH", "/usr/bin:/bin")],
            workingDirectory: "/"
        )
    )

    @Test("a program that is not there is an error with its path")
    func missingProgram() async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxLauncher.start(executable: "/nonexistent", scratchDirectory: "/tmp")
        }
        #expect(error == .launcherNotStarted(path: "/nonexistent", errorNumber: ENOENT))
    }

    @Test("a program that is not a launcher is noticed")
    func wrongProgram() async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxLauncher.start(executable: "/bin/true", scratchDirectory: "/tmp")
        }
        #expect(error == .launcherLost)
    }

    @Test("when the server lets go of it, every process of every sandbox ends")
    func serverGone() async throws {
        let launcher = try await TestLauncher.start()
        let first = try await launcher.create(Self.tree)
        let second = try await launcher.create(Self.tree)
        launcher.shutdown()
        #expect(await first.exit().cause == .launcherLost)
        #expect(await FinishedRun.readToEnd(first.standardOutput) == "")
        #expect(await FinishedRun.readToEnd(second.standardOutput) == "")
        await #expect(throws: SandboxError.launcherLost) { try await launcher.create(Self.tree) }
    }

    @Test("when the launcher is killed, every process of every sandbox ends")
    func launcherKilled() async throws {
        let launcher = try await TestLauncher.start()
        let sandbox = try await launcher.create(Self.tree)
        #expect(kill(launcher.processIdentifier, SIGKILL) == 0)
        #expect(await sandbox.exit().cause == .launcherLost)
        #expect(await FinishedRun.readToEnd(sandbox.standardOutput) == "")
    }

    @Test("no control group and no mount is left behind")
    func nothingIsLeft() async throws {
        let launcher = try await TestLauncher.start()
        let identifier = launcher.processIdentifier
        let sandbox = try await launcher.create(Self.tree)
        launcher.shutdown()
        _ = await sandbox.exit()
        let groups = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")?.compactMap { $0 as? String } ?? []
        #expect(groups.filter { $0.contains("postern-\(identifier)") } == [])
        let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        #expect(!mounts.contains("/var/task"))
    }

    @Test("a directory that is gone is refused, with the step that failed")
    func missingDirectory() async throws {
        let directories = try ScratchDirectories(["code"])
        let code = try directories.handle("code")
        try FileManager.default.removeItem(at: directories.url("code"))
        var specification = Self.tree
        specification.code = code
        let sandbox: Sandbox
        do {
            sandbox = try await TestLauncher.shared().create(specification)
        } catch {
            let expected = SandboxError.creationFailed(step: "open a directory", errorNumber: ENOENT)
            #expect(error as? SandboxError == expected)
            return
        }
        #expect(await sandbox.exit().cause == .setupFailed(step: "open a directory", errorNumber: ENOENT))
    }

    @Test("a specification beyond the protocol's limits is refused before anything is made")
    func limits() async throws {
        let directory = try DirectoryHandle(path: "/tmp")
        var tooManyLayers = Self.tree
        tooManyLayers.layers = Array(repeating: directory, count: 6)
        var tooManyListeners = Self.tree
        tooManyListeners.listeners = Array(repeating: .gateway, count: 5)
        var longHostname = Self.tree
        longHostname.hostname = String(repeating: "x", count: 65)
        var hugeEnvironment = Self.tree
        hugeEnvironment.command.environment = [("A", String(repeating: "x", count: 1 << 20))]
        for specification in [tooManyLayers, tooManyListeners, longHostname, hugeEnvironment] {
            let error = await #expect(throws: SandboxError.self) {
                try await TestLauncher.shared().create(specification)
            }
            guard case .invalidSpecification = error else {
                Issue.record("unexpected \(String(describing: error))")
                continue
            }
        }
    }

    @Test("forty sandboxes at once, each with its own listeners and exit")
    func many() async throws {
        let launcher = try await TestLauncher.shared()
        try await withThrowingTaskGroup(of: SandboxExit.Cause.self) { group in
            for status in 1...40 {
                group.addTask {
                    let command = SandboxCommand(arguments: ["/bin/sh", "-c", "exit \(status)"], workingDirectory: "/")
                    let sandbox = try await launcher.create(SandboxSpecification(command: command))
                    return await sandbox.exit().cause
                }
            }
            var statuses: Set<UInt8> = []
            for try await cause in group {
                if case .status(let status) = cause { statuses.insert(status) }
            }
            #expect(statuses == Set(1...40))
        }
    }
}
