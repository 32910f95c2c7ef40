import Synchronization

/// One closed-off tree of processes with its sockets and pipes.
///
/// The whole tree dies when the command ends (unless it has companions), when ``kill()`` is called, when this object goes away, when the
/// launcher ends or when the server ends, whichever comes first.
package final class Sandbox: Sendable {
    /// Unique within one launcher.
    package let identifier: UInt64

    /// Listening sockets in the order of ``SandboxSpecification/listeners``; non-blocking, close-on-exec.
    package let listeners: [OwnedDescriptor]

    /// The reading ends of the pipes that are standard output and standard error inside; non-blocking, close-on-exec.
    package let standardOutput: OwnedDescriptor
    package let standardError: OwnedDescriptor

    /// The same for what all companions write, output and errors; nil where there are none.
    package let companionOutput: OwnedDescriptor?

    /// What this sandbox lacks on this host.
    package let degradations: Set<SandboxDegradation>

    private let peakMemory: ControlFile?
    private let freezer: ControlFile?
    let connection: LauncherConnection
    let account: LauncherNews.Account
    private let postponed: Mutex<PostponedStart?>

    init(
        creation: SandboxCreation,
        account: LauncherNews.Account,
        connection: LauncherConnection,
        standardOutput: OwnedDescriptor,
        standardError: OwnedDescriptor,
        companionOutput: OwnedDescriptor? = nil,
        postponed: PostponedStart? = nil,
        isRelayed: Bool = false
    ) {
        self.identifier = creation.identifier
        self.listeners = creation.listeners
        self.degradations = creation.degradations(isRelayed: isRelayed)
        self.peakMemory = creation.peakMemory
        self.freezer = creation.freezer
        self.account = account
        self.connection = connection
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.companionOutput = companionOutput
        self.postponed = Mutex(postponed)
    }

    deinit {
        kill()
    }

    /// Waits until the main process has ended and every other process of the sandbox is gone.
    package func exit() async -> SandboxExit {
        await account.ending.value()
    }

    /// Calls `body` once when the sandbox has ended, on the launcher's reader thread; at once when it already has.
    ///
    /// `body` must not block: every other sandbox's news waits behind it.
    package func onExit(_ body: @escaping @Sendable (SandboxExit) -> Void) {
        account.ending.whenKnown(body)
    }

    func takePostponed() -> PostponedStart? {
        postponed.withLock { $0.take() }
    }

    /// Whether the exit is known.
    var hasEnded: Bool { account.ending.current != nil }

    /// Kills every process of the sandbox; ``exit()`` tells when they are gone. Harmless when it already ended.
    package func kill() {
        connection.kill(sandbox: identifier)
    }

    /// The most memory used so far, in bytes: by all processes together or, where no control group measures it, by the
    /// main process. Nil before that has started and after it has ended.
    package var peakMemoryBytes: UInt64? {
        guard let peakMemory else {
            return account.status.current?.kilobytes(named: "VmHWM").map { $0 * 1024 }
        }
        return peakMemory.number()
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
