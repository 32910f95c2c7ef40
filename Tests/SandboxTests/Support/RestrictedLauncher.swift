import Foundation

@testable import Sandbox

/// The real launcher with less than its user has.
enum RestrictedLauncher {
    /// Where the kernel lets it make no namespace at all, as in a container with default settings: inside a user
    /// namespace of its own, which may have no others below it, and without any capability.
    static let withoutNamespaces = """
        #!/bin/sh
        exec unshare --user --map-root-user /bin/sh -c \
        'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --inh-caps -all --bounding-set -all "$0"' LAUNCHER
        """

    /// Root, but not allowed to administer the host.
    static let rootWithoutAdministration = """
        #!/bin/sh
        exec setpriv --bounding-set -sys_admin --inh-caps -sys_admin LAUNCHER
        """

    static var canRestrict: Bool {
        let probe = "unshare --user --map-root-user sh -c 'echo 0 > /proc/sys/user/max_user_namespaces' && setpriv -V"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", probe]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    static func start(_ script: String) async throws -> SandboxLauncher {
        let directories = try ScratchDirectories(["scripts"])
        let text = script.replacingOccurrences(of: "LAUNCHER", with: TestLauncher.executable)
        try directories.write("scripts/start", text)
        let path = directories.url("scripts/start").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return try await TestLauncher.start(script: path)
    }
}
