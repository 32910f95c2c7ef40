import Foundation

@testable import Sandbox

/// The real launcher, started once for the whole test run; nil when this host lets no sandbox be made.
enum TestLauncher {
    /// SwiftPM puts the executables of the package beside the program that runs the tests.
    static let executable: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("postern-launcher").path
    }()

    private static let starting = Task {
        try await start()
    }

    static func start() async throws -> SandboxLauncher {
        try await SandboxLauncher.start(executable: executable, scratchDirectory: NSTemporaryDirectory())
    }

    /// Starts a script, just written, that becomes the launcher.
    ///
    /// Tests run at once: a process that another one is starting may for a moment hold the script open for writing, and
    /// then it cannot be executed (`ETXTBSY`).
    static func start(script: String) async throws -> SandboxLauncher {
        for _ in 0..<100 {
            do throws(SandboxError) {
                return try await SandboxLauncher.start(executable: script, scratchDirectory: NSTemporaryDirectory())
            } catch {
                guard error == .launcherNotStarted(path: script, errorNumber: ETXTBSY) else { throw error }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw SandboxError.launcherNotStarted(path: script, errorNumber: ETXTBSY)
    }

    static func shared() async throws -> SandboxLauncher {
        try await starting.value
    }

    /// For `.enabled(if:)`: prints why the tests cannot run here.
    static func canMakeSandboxes() async -> Bool {
        do {
            let launcher = try await shared()
            guard launcher.isolation.tier <= .userNamespace else {
                print("skipped: \(launcher.isolation.summary)")
                return false
            }
            return true
        } catch {
            print("skipped: no launcher at \(executable): \(error)")
            return false
        }
    }
}
