import CSandbox
import Synchronization

/// The server's end of `postern-launcher`, the small privileged program that makes sandboxes.
///
/// The launcher keeps the privilege that it was started with; the server may give its own up afterwards.
/// When the server ends, however it ends, the launcher and every sandbox end with it.
package final class SandboxLauncher: Sendable {
    /// What the host offers, probed when the launcher started.
    package let isolation: IsolationReport

    let connection: LauncherConnection
    let prepared: Mutex<PreparedPool>

    /// The launcher's process number on the host.
    var processIdentifier: Int32 { connection.processIdentifier }

    private init(isolation: IsolationReport, connection: LauncherConnection, preparedPerKind: Int) {
        self.isolation = isolation
        self.connection = connection
        self.prepared = Mutex(PreparedPool(sizePerKind: preparedPerKind))
    }

    deinit {
        connection.close()
    }

    /// Starts the launcher and waits until it has probed the host.
    ///
    /// - Parameters:
    ///   - executable: The path of `postern-launcher`.
    ///   - scratchDirectory: An existing directory on a disk; holds the (unlinked) images behind `/tmp`.
    ///   - preparedScratchCount: How many images of Lambda's default size to keep ready.
    ///   - preparedPerKind: How many waiting sandboxes to keep per ``SandboxSpecification/preparation``; 0 for none.
    package static func start(
        executable: String,
        scratchDirectory: String,
        preparedScratchCount: UInt32 = 4,
        preparedPerKind: Int = 2
    ) async throws(SandboxError) -> SandboxLauncher {
        var configuration = csb_configure()
        configuration.header = csb_header(CSB_CONFIGURE, sandbox: 0)
        configuration.scratch_pool_bytes = SandboxSpecification.defaultTemporaryStorageBytes
        configuration.scratch_pool_count = preparedScratchCount

        let scratch = try DirectoryHandle(path: scratchDirectory)
        let connection = LauncherConnection(process: try LauncherProcess.start(executable: executable))
        let error = ReaderThread.start { connection.readUntilLost() }
        guard error == 0 else {
            throw .launcherNotStarted(path: executable, errorNumber: error)
        }
        try connection.send(configuration, descriptors: [scratch.descriptor])
        let isolation = try await connection.report.value().get()
        return SandboxLauncher(isolation: isolation, connection: connection, preparedPerKind: preparedPerKind)
    }

    /// Ends the launcher and with it every sandbox.
    package func shutdown() {
        connection.close()
    }
}
