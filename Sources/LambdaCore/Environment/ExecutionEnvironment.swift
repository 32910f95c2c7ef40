import Synchronization

/// One sandbox with its runtime: carries out what its ``EnvironmentMachine`` decides.
///
/// Everything that happens to it (calls of the runtime, deadlines, the end of the process) goes through the machine
/// under one lock; replies, log lines and completions leave after the lock is released.
final class ExecutionEnvironment: Sendable {
    struct State {
        var machine: EnvironmentMachine
        var process: (any EnvironmentProcess)?
        /// The answer to the runtime's `/next`, while it is held open.
        var held: (@Sendable (RuntimeReply) -> Void)?
        /// What the machine's current event belongs to, until it is completed.
        var pending: PendingInvocation?
        /// Kept from the answer to the report when the caller wants the log's tail.
        var answer: InvocationOutcome?
        /// The response that the runtime is writing piece by piece.
        var stream: StreamedResponse?
        var roster = ExtensionRoster()
        /// The runtime's `/next`, while extensions are not done.
        var parked: (@Sendable (RuntimeReply) -> Void)?
        /// Whether it has been told that the runtime is done with its init or its event.
        var isDoneTold = false
        /// Of the current event.
        var traceHeader = ""
        var producedBytes: Int?
        /// Set while the extensions are given time to end.
        var shutdown: Shutdown?
        var isRuntimeGone = false
        var extensionIdentifiers: UInt128 = 0
        /// The earliest time at which a timer will fire.
        var armedUntil: Duration?
        /// Since when the runtime has been waiting; nil while it is not.
        var idleSince: Duration?
        var isFrozen = false
        var isFreezeTimerArmed = false
        /// Whether it counts among those that are starting.
        var isStarting = false
        /// When the credentials inside end, since 1970-01-01T00:00:00Z.
        var expiration: Duration = .zero
    }

    let version: FunctionVersion
    let log: EnvironmentLog
    let phase: InitPhase
    /// Whether it is made to be kept ready, for no event in particular.
    let isProvisioned: Bool
    let freezeDelay: Duration
    let clock: any LambdaClock
    let makeIdentifier: @Sendable () -> UInt128
    let owner: any EnvironmentOwner
    let state: Mutex<State>

    /// - Parameters:
    ///   - freezeDelay: how long the runtime waits for an event before it is frozen.
    ///   - makeIdentifier: random bits, each time others.
    init(
        version: FunctionVersion,
        phase: InitPhase,
        pending: PendingInvocation?,
        isProvisioned: Bool = false,
        log: EnvironmentLog,
        freezeDelay: Duration,
        clock: any LambdaClock,
        makeIdentifier: @escaping @Sendable () -> UInt128,
        owner: any EnvironmentOwner
    ) {
        self.version = version
        self.phase = phase
        self.isProvisioned = isProvisioned
        self.log = log
        self.freezeDelay = freezeDelay
        self.clock = clock
        self.makeIdentifier = makeIdentifier
        self.owner = owner
        let machine = EnvironmentMachine(
            phase: phase,
            timeout: .seconds(version.configuration.timeoutSeconds),
            waiting: pending?.invocation.requestID
        )
        state = Mutex(State(machine: machine, pending: pending))
        // A second init runs in the invocation's time, so its lines belong to the invocation's tail.
        if phase == .invocation, pending?.invocation.wantsLogTail == true { log.beginTail() }
    }

    /// Runs an event in this environment, which must be idle.
    ///
    /// Returns false, having ended the environment, when it can take no event any more.
    func run(_ pending: PendingInvocation) -> Bool {
        let start = state.withLock { state -> (run: EnvironmentMachine.Run, reply: @Sendable (RuntimeReply) -> Void)? in
            guard clock.sinceEpoch + .seconds(version.configuration.timeoutSeconds) < state.expiration,
                let held = state.held,
                case .deliver(let run) = state.machine.assign(pending.invocation.requestID, at: clock.elapsed)
            else { return nil }
            state.pending = pending
            state.held = nil
            beginEvent(pending.invocation, &state)
            wake(&state)
            armTimer(&state)
            return (run, held)
        }
        guard let start else {
            stop()
            return false
        }
        deliver(pending.invocation, start.run, start.reply)
        return true
    }

    /// Gives the runtime its event, with `START` in the log before anything the function can write.
    func deliver(
        _ invocation: Invocation,
        _ run: EnvironmentMachine.Run,
        _ reply: @Sendable (RuntimeReply) -> Void
    ) {
        if invocation.wantsLogTail, phase == .initialization { log.beginTail() }
        log.write([.start(requestID: invocation.requestID, version: version.version)])
        tellExtensions(of: invocation, run)
        reply(event(invocation, run))
    }

    func event(_ invocation: Invocation, _ run: EnvironmentMachine.Run) -> RuntimeReply {
        let deadline = clock.sinceEpoch + (run.deadline - clock.elapsed)
        return .event(invocation, deadlineMilliseconds: deadline.wholeMilliseconds)
    }

    /// Sees to it that a timer fires no later than the machine's deadline. To be called under the lock.
    func armTimer(_ state: inout State) {
        guard let deadline = state.machine.deadline else { return }
        if let armedUntil = state.armedUntil, armedUntil <= deadline { return }
        state.armedUntil = deadline
        clock.after(deadline - clock.elapsed) { [weak self] in self?.checkDeadline() }
    }

    private func checkDeadline() {
        let remains = state.withLock { state -> Remains? in
            state.armedUntil = nil
            switch state.machine.checkDeadline(at: clock.elapsed) {
            case .none: return nil
            case .wait: armTimer(&state)
            case .kill(let ending): return Remains(ending, .timeout, of: &state)
            }
            return nil
        }
        if let remains { conclude(remains) }
    }
}
