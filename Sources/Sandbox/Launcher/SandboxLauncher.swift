import CSandbox

/// The server's end of `postern-launcher`, the small privileged program that makes sandboxes.
///
/// The launcher keeps the privilege that it was started with; the server may give its own up afterwards.
/// When the server ends, however it ends, the launcher and every sandbox end with it.
package final class SandboxLauncher: Sendable {
    /// What the host offers, probed when the launcher started.
    package let isolation: IsolationReport

    private let connection: LauncherConnection

    /// The launcher's process number on the host.
    var processIdentifier: Int32 { connection.processIdentifier }

    private init(isolation: IsolationReport, connection: LauncherConnection) {
        self.isolation = isolation
        self.connection = connection
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
    ///   - allowsUnisolated: Run functions even where nothing can close them off (`--allow-unisolated`).
    package static func start(
        executable: String,
        scratchDirectory: String,
        preparedScratchCount: UInt32 = 4,
        allowsUnisolated: Bool = false
    ) async throws(SandboxError) -> SandboxLauncher {
        var configuration = csb_configure()
        configuration.header = csb_header(CSB_CONFIGURE, sandbox: 0)
        configuration.scratch_pool_bytes = SandboxSpecification.defaultTemporaryStorageBytes
        configuration.scratch_pool_count = preparedScratchCount
        configuration.allows_unisolated = allowsUnisolated ? 1 : 0

        let scratch = try DirectoryHandle(path: scratchDirectory)
        let connection = LauncherConnection(process: try LauncherProcess.start(executable: executable))
        let error = ReaderThread.start { connection.readUntilLost() }
        guard error == 0 else {
            throw .launcherNotStarted(path: executable, errorNumber: error)
        }
        try connection.send(configuration, descriptors: [scratch.descriptor])
        let isolation = try await connection.report.value().get()
        return SandboxLauncher(isolation: isolation, connection: connection)
    }

    /// Makes a sandbox and starts its command.
    ///
    /// Returns when the listeners exist; the command has usually not done anything by then. Takes 3 to 5 ms.
    package func create(_ specification: SandboxSpecification) async throws(SandboxError) -> Sandbox {
        guard isolation.tier <= .userNamespace else {
            throw .isolationUnavailable(isolation.summary)
        }
        try specification.checkLimits()
        let image = try specification.command.makeImage()
        let output = try Pipe()
        let errors = try Pipe()
        let (identifier, account) = try connection.register()
        let (attach, directories) = specification.attachMessage(sandbox: identifier)
        let streams = [output.writingEnd.borrowed, errors.writingEnd.borrowed]
        let start = csb_start(
            header: csb_header(CSB_START, sandbox: identifier),
            process: 0,
            stream_count: UInt32(streams.count)
        )
        // Three requests in a row, one answer: the launcher works on the second while the sandbox is made.
        try connection.send(specification.createMessage(sandbox: identifier))
        try connection.send(attach, descriptors: directories)
        try connection.send(start, descriptors: [image.borrowed] + streams)
        return Sandbox(
            creation: try await account.creation.value().get(),
            ending: account.ending,
            connection: connection,
            standardOutput: output.readingEnd,
            standardError: errors.readingEnd
        )
    }

    /// Ends the launcher and with it every sandbox.
    package func shutdown() {
        connection.close()
    }
}
