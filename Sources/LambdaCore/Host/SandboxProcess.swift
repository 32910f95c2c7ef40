import Glibc
import Sandbox
import Synchronization

/// A sandbox with what is served to it and read from it.
final class SandboxProcess: EnvironmentProcess {
    private struct State {
        var service: (any RuntimeService)?
        var isKilled = false
    }

    private let sandbox: Sandbox
    private let program: RuntimeProgram
    private let transport: any RuntimeTransport
    private let observer: any EnvironmentObserver
    private let readers: [OutputReader]
    private let state = Mutex(State())

    init(
        sandbox: Sandbox,
        program: RuntimeProgram,
        transport: any RuntimeTransport,
        observer: any EnvironmentObserver,
        clock: any LambdaClock
    ) {
        self.sandbox = sandbox
        self.program = program
        self.transport = transport
        self.observer = observer
        readers = [
            (sandbox.standardOutput, OutputChannel.standardOutput), (sandbox.standardError, .standardError),
            (sandbox.companionOutput, .extensions),
        ].compactMap { pipe, channel in
            pipe?.take().map { OutputReader(descriptor: $0, channel: channel, observer: observer, clock: clock) }
        }
    }

    /// The observer knows this process: from now on it hears what is written.
    func beginReading() {
        for reader in readers { reader.start() }
    }

    /// The Runtime API is served: from now on the end of the sandbox is told.
    func begin(serving service: any RuntimeService) {
        let isWanted = state.withLock { state in
            state.service = service
            return !state.isKilled
        }
        if !isWanted { service.stop() }
        sandbox.onProcessExit { process, exit in self.ended(process, exit) }
        sandbox.onExit { exit in self.end(exit) }
        for name in program.extensions.dropFirst(SandboxSpecification.companionLimit) {
            observer.extensionExited(name, RuntimeExit(.notStarted("TooManyExtensions")))
        }
    }

    /// Of a sandbox with extensions: one of its processes has ended.
    private func ended(_ process: UInt32, _ exit: SandboxExit) {
        drainOutput()
        if process == Sandbox.commandNumber { return observer.exited(RuntimeExit(exit, of: program.path)) }
        let index = Int(process - Sandbox.commandNumber) - 1
        guard program.extensions.indices.contains(index) else { return }
        let name = program.extensions[index]
        observer.extensionExited(name, RuntimeExit(exit, of: RuntimeProgram.path(ofExtension: name)))
    }

    func startRuntime() {
        do throws(SandboxError) {
            try sandbox.startCommand()
        } catch {
            // The launcher is gone, which is told as the end of the sandbox.
        }
    }

    func terminateRuntime(isForced: Bool) {
        sandbox.terminate(program.extensions.isEmpty ? 0 : Sandbox.commandNumber, isForced: isForced)
    }

    func post(_ body: [UInt8], to destination: TelemetryDestination) async -> Bool {
        guard let socket = await sandbox.openSocket()?.take() else { return false }
        return await transport.post(body, to: destination, through: socket)
    }

    private func end(_ exit: SandboxExit) {
        drainOutput()
        for reader in readers { reader.finish() }
        state.withLock { $0.service.take() }?.stop()
        if case .setupFailed(let step, let errorNumber) = exit.cause {
            observer.failed(.sandbox(reason: "\(step): \(String(cString: strerror(errorNumber)))"))
        } else {
            observer.exited(RuntimeExit(exit, of: program.path))
        }
    }

    func kill() {
        let service = state.withLock { state in
            state.isKilled = true
            return state.service.take()
        }
        sandbox.kill()
        service?.stop()
    }

    func freeze() -> Bool {
        do {
            try sandbox.freeze()
            return true
        } catch {
            // Not every host can; the sandbox's degradations say so in the function's log.
            return false
        }
    }

    func thaw() {
        do {
            try sandbox.thaw()
        } catch {
            // What does not thaw cannot run: end it, and with it the event it was to get.
            sandbox.kill()
        }
    }

    func drainOutput() {
        for reader in readers { reader.drain() }
    }

    var peakMemoryBytes: UInt64? { sandbox.peakMemoryBytes }
}

extension RuntimeExit {
    /// - Parameter program: path inside the sandbox, for the message when it could not be started.
    init(_ exit: SandboxExit, of program: String) {
        let cause: Cause =
            switch exit.cause {
            case .status(let status): .status(Int32(status))
            case .signal(let number): .signal(number)
            case .notStarted(_, let errorNumber):
                .notStarted("fork/exec \(program): \(Self.reason(errorNumber))")
            // Whatever the launcher started was killed with it, or never ran.
            case .launcherLost, .setupFailed: .signal(SIGKILL)
            }
        self.init(cause, isOutOfMemory: exit.isOutOfMemory)
    }

    /// As Go writes it: the C library's text in lower case.
    private static func reason(_ errorNumber: Int32) -> String {
        strerror(errorNumber).map { String(cString: $0).lowercased() } ?? "error \(errorNumber)"
    }
}
