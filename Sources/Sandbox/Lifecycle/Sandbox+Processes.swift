import CSandbox

/// A sandbox with companions: processes that are started first and may outlive the command.
///
/// The command waits for ``startCommand()``, and such a sandbox ends only by ``kill()``.
extension Sandbox {
    /// The number of the command's process where there are companions; they are numbered after it, in their order.
    package static let commandNumber: UInt32 = 1

    /// Starts the command of a sandbox with companions. To be called once.
    package func startCommand() throws(SandboxError) {
        guard let start = takePostponed() else { return }
        try start.send(to: identifier, over: connection)
    }

    /// Calls `handler` when a companion, or the command beside companions, has ended or could not be started; on the
    /// launcher's reader thread, which it must not block. To be called once: what happened before is told at once.
    package func onProcessExit(_ handler: @escaping @Sendable (_ process: UInt32, SandboxExit) -> Void) {
        account.processes.onNews(handler)
    }

    /// Sends SIGTERM to one process or, forced, SIGKILL to its process group. Harmless when it has ended.
    package func terminate(_ process: UInt32, isForced: Bool = false) {
        let message = csb_terminate(
            header: csb_header(CSB_TERMINATE, sandbox: identifier),
            process: process,
            is_forced: isForced ? 1 : 0
        )
        // A launcher that cannot be asked is gone, and the sandbox with it.
        do throws(SandboxError) { try connection.send(message) } catch {}
    }

    /// A TCP socket in the sandbox's network, not yet connected and non-blocking: what it connects to is inside. Nil when
    /// the sandbox has ended. A frozen sandbox answers when it is thawed.
    package func openSocket() async -> OwnedDescriptor? {
        await withCheckedContinuation { continuation in
            account.sockets.wait {
                continuation.resume(returning: $0)
            } ask: {
                let message = csb_socket(header: csb_header(CSB_SOCKET, sandbox: identifier))
                do throws(SandboxError) { try connection.send(message) } catch { account.sockets.close() }
            }
        }
    }
}

/// A process that has been described and not yet started.
struct PostponedStart: Sendable {
    let process: UInt32
    let image: OwnedDescriptor
    let streams: [OwnedDescriptor]
    var awaitsAssignment = false

    func send(to sandbox: UInt64, over connection: LauncherConnection) throws(SandboxError) {
        let start = csb_start(
            header: csb_header(CSB_START, sandbox: sandbox),
            process: process,
            stream_count: UInt32(streams.count),
            awaits_assignment: awaitsAssignment ? 1 : 0,
            padding: 0
        )
        try connection.send(start, descriptors: [image.borrowed] + streams.map(\.borrowed))
    }
}
