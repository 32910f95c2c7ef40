/// The server's end of `postern-launcher`, the small privileged program that makes sandboxes.
///
/// The launcher keeps the privilege that it was started with; the server may give its own up afterwards.
/// When the server ends, however it ends, the launcher and every sandbox end with it.
package final class SandboxLauncher: Sendable {
    /// What the host offers, probed when the launcher started.
    package let isolation: IsolationReport

    init(isolation: IsolationReport) {
        self.isolation = isolation
    }

    /// Starts the launcher and waits until it has probed the host.
    ///
    /// - Parameters:
    ///   - executable: The path of `postern-launcher`.
    ///   - scratchDirectory: An existing directory on a disk; holds the (unlinked) images behind `/tmp`.
    ///   - allowsUnisolated: Run functions even where nothing can close them off (`--allow-unisolated`).
    package static func start(
        executable: String,
        scratchDirectory: String,
        allowsUnisolated: Bool = false
    ) async throws(SandboxError) -> SandboxLauncher {
        throw .launcherNotStarted(path: executable, errorNumber: 38)
    }

    /// Makes a sandbox and starts its command.
    ///
    /// Returns when the listeners exist, before the command has done anything.
    package func create(_ specification: SandboxSpecification) async throws(SandboxError) -> Sandbox {
        throw .launcherLost
    }

    /// Ends the launcher and with it every sandbox.
    package func shutdown() {}
}
