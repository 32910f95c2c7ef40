/// One closed-off tree of processes with its sockets and pipes.
///
/// The whole tree dies when the main process ends, when ``kill()`` is called, when this object goes away, when the
/// launcher ends or when the server ends, whichever comes first.
package final class Sandbox: Sendable {
    /// Unique within one launcher.
    package let identifier: UInt64

    /// Listening sockets in the order of ``SandboxSpecification/listeners``; non-blocking, close-on-exec.
    package let listeners: [OwnedDescriptor]

    /// The reading ends of the pipes that are standard output and standard error inside; non-blocking, close-on-exec.
    package let standardOutput: OwnedDescriptor
    package let standardError: OwnedDescriptor

    /// What this sandbox lacks on this host.
    package let degradations: Set<SandboxDegradation>

    private let peakMemory: ControlFile?
    private let freezer: ControlFile?
    private let connection: LauncherConnection
    private let ending: Announcement<SandboxExit>

    init(
        creation: SandboxCreation,
        ending: Announcement<SandboxExit>,
        connection: LauncherConnection,
        standardOutput: OwnedDescriptor,
        standardError: OwnedDescriptor
    ) {
        self.identifier = creation.identifier
        self.listeners = creation.listeners
        self.degradations = creation.degradations
        self.peakMemory = creation.peakMemory
        self.freezer = creation.freezer
        self.ending = ending
        self.connection = connection
        self.standardOutput = standardOutput
        self.standardError = standardError
    }

    deinit {
        kill()
    }

    /// Waits until the main process has ended and every other process of the sandbox is gone.
    package func exit() async -> SandboxExit {
        await ending.value()
    }

    /// Calls `body` once when the sandbox has ended, on the launcher's reader thread; at once when it already has.
    ///
    /// `body` must not block: every other sandbox's news waits behind it.
    package func onExit(_ body: @escaping @Sendable (SandboxExit) -> Void) {
        ending.whenKnown(body)
    }

    /// Whether the exit is known.
    var hasEnded: Bool { ending.isKnown }

    /// Kills every process of the sandbox; ``exit()`` tells when they are gone. Harmless when it already ended.
    package func kill() {
        connection.kill(sandbox: identifier)
    }

    /// The most memory all processes together have used so far, in bytes; nil when the host cannot tell.
    package var peakMemoryBytes: UInt64? {
        peakMemory?.number()
    }

    /// Stops every process until ``thaw()``; they do not notice. Takes about 20 µs.
    package func freeze() throws(SandboxError) {
        try setFrozen(1)
    }

    /// Lets frozen processes run on. Harmless when they are not frozen.
    package func thaw() throws(SandboxError) {
        try setFrozen(0)
    }

    private func setFrozen(_ digit: UInt8) throws(SandboxError) {
        guard let freezer else { throw .freezingUnavailable }
        let error = freezer.write(digit: digit)
        guard error == 0 else { throw .freezeFailed(errorNumber: error) }
    }
}
