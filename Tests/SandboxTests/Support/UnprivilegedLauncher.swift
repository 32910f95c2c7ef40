import Foundation

@testable import Sandbox

/// The real launcher, started as a user without any privilege by way of `setpriv`.
enum UnprivilegedLauncher {
    private static let starting = Task {
        try await start()
    }

    static func shared() async throws -> SandboxLauncher {
        try await starting.value
    }

    /// For `.enabled(if:)`: prints why the tests cannot run here.
    static func canMakeSandboxes() async -> Bool {
        do {
            let launcher = try await shared()
            if launcher.isolation.tier == .userNamespace { return true }
            print("skipped: \(launcher.isolation.summary)")
        } catch {
            print("skipped: the launcher cannot be started as an ordinary user: \(error)")
        }
        return false
    }

    private static func start() async throws -> SandboxLauncher {
        let scratch = NSTemporaryDirectory()
        guard getuid() == 0 else {
            return try await SandboxLauncher.start(executable: TestLauncher.executable, scratchDirectory: scratch)
        }
        // A copy, since an ordinary user may not be able to reach the build folder.
        let directory = URL(fileURLWithPath: scratch).appendingPathComponent("launcher-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let copy = directory.appendingPathComponent("postern-launcher")
        try FileManager.default.copyItem(atPath: TestLauncher.executable, toPath: copy.path)
        let script = directory.appendingPathComponent("start")
        let text = "#!/bin/sh\nexec /usr/bin/setpriv --reuid 65534 --regid 65534 --clear-groups \(copy.path)\n"
        try Data(text.utf8).write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        return try await TestLauncher.start(script: script.path)
    }
}
