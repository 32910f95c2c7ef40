import CSandbox
import Glibc
import Synchronization

/// The conversation with the launcher: requests from any thread, news on one reader thread.
final class LauncherConnection: Sendable {
    /// The launcher's first word, or its loss.
    let report = Announcement<Result<IsolationReport, SandboxError>>()

    private let process: LauncherProcess
    private let news = Mutex(LauncherNews())

    init(process: LauncherProcess) {
        self.process = process
    }

    /// The launcher's number on the host, for messages and tests.
    var processIdentifier: Int32 { process.identifier }

    /// Sends one message; the caller keeps its descriptors.
    func send<Message: BitwiseCopyable>(_ message: Message, descriptors: [CInt] = []) throws(SandboxError) {
        let result = withUnsafeBytes(of: message) { bytes in
            csb_send(process.socket, bytes.baseAddress, bytes.count, descriptors, descriptors.count)
        }
        guard result == 0 else { throw .launcherLost }
    }

    /// Asks for the end of a sandbox. A launcher that cannot be asked is gone, and the sandbox with it.
    func kill(sandbox: UInt64) {
        let message = csb_kill(header: csb_header(CSB_KILL, sandbox: sandbox))
        do throws(SandboxError) { try send(message) } catch {}
    }

    /// A number for a new sandbox, and what will be announced about it.
    func register() throws(SandboxError) -> (identifier: UInt64, account: LauncherNews.Account) {
        guard let registration = news.withLock({ $0.register() }) else { throw .launcherLost }
        return registration
    }

    /// Makes the launcher end, which ends every sandbox; the reader thread then ends too.
    func close() {
        shutdown(process.socket, CInt(SHUT_RDWR))
    }

    /// Handles what the launcher says until it is gone, then collects it. Runs on the reader thread.
    func readUntilLost() {
        var descriptors = [CInt](repeating: -1, count: Int(CSB_DESCRIPTOR_LIMIT))
        var message = csb_message()
        var count = 0
        while true {
            let size = csb_receive(process.socket, &message, &descriptors, &count)
            guard csb_is_well_formed(&message, size) != 0 else { break }
            handle(message, descriptors: Array(descriptors.prefix(count)))
        }
        shutdown(process.socket, CInt(SHUT_RDWR))
        process.wait()
        announceLoss()
    }

    private func handle(_ message: csb_message, descriptors: [CInt]) {
        switch csb_kind(message.header.kind) {
        case CSB_READY:
            report.announce(.success(IsolationReport(message.ready)))
        case CSB_CREATED:
            let creation = SandboxCreation(message.created, descriptors: descriptors)
            news.withLock { $0.account(of: creation.identifier) }?.creation.announce(.success(creation))
        case CSB_STARTED where descriptors.count == 1:
            let status = ControlFile(descriptors[0])
            news.withLock { $0.account(of: message.header.sandbox) }?.status.announce(status)
        case CSB_SOCKET:
            let socket = descriptors.first.map(OwnedDescriptor.init)
            news.withLock { $0.account(of: message.header.sandbox) }?.sockets.answer(socket)
        case CSB_EXITED where message.exited.process == 0:
            handleEnd(message.exited)
        case CSB_EXITED:
            let account = news.withLock { $0.account(of: message.header.sandbox) }
            account?.processes.tell(message.exited.process, SandboxExit(message.exited))
        default:
            csb_close_all(descriptors, descriptors.count)
        }
    }

    /// A sandbox that ends before it was created could not be made; to one that was, the first announcement is a no-op.
    private func handleEnd(_ message: csb_exited) {
        let account = news.withLock { $0.close(message.header.sandbox) }
        let step = String(cString: csb_step_name(message.step))
        account?.creation.announce(.failure(.creationFailed(step: step, errorNumber: message.value)))
        account?.ending.announce(SandboxExit(message))
        account?.sockets.close()
    }

    private func announceLoss() {
        report.announce(.failure(.launcherLost))
        for account in news.withLock({ $0.lose() }) {
            account.creation.announce(.failure(.launcherLost))
            account.ending.announce(SandboxExit(cause: .launcherLost, isOutOfMemory: false))
            account.sockets.close()
        }
    }

    /// The reader thread and every sandbox hold the connection, so nobody uses the socket any more.
    deinit {
        Glibc.close(process.socket)
    }
}
