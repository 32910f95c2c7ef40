import Synchronization

extension ExecutionEnvironment {
    private enum NextStep {
        case deliver(Invocation, EnvironmentMachine.Run, afterInit: [PlatformLine]?)
        case ready(InvocationReport?, Answered?, [PlatformLine])
        /// Extensions are not done yet.
        case park([PlatformLine], replacing: (@Sendable (RuntimeReply) -> Void)?)
        case hold(replacing: (@Sendable (RuntimeReply) -> Void)?)
        case refuse(RuntimeRefusal)
    }

    package func next(_ reply: @escaping @Sendable (RuntimeReply) -> Void) {
        act(on: state.withLock { nextStep(&$0, reply) }, reply)
    }

    /// An extension has become ready: the runtime may have been waiting for it.
    func extensionIsReady() {
        let (reply, step) = state.withLock { state -> ((@Sendable (RuntimeReply) -> Void)?, NextStep?) in
            guard state.roster.isSettled, let parked = state.parked.take() else { return (nil, nil) }
            return (parked, nextStep(&state, parked))
        }
        if let reply, let step { act(on: step, reply) }
    }

    private func act(on step: NextStep, _ reply: @escaping @Sendable (RuntimeReply) -> Void) {
        switch step {
        case .deliver(let invocation, let run, let lines?):
            endStart()
            currentProcess?.drainOutput()
            log.write(lines)
            log.telemetry.closeSubscriptions()
            deliver(invocation, run, reply)
        case .deliver(let invocation, let run, nil):
            reply(event(invocation, run))
        case .ready(let report, let answered, let lines):
            becomeReady(report, answered, lines)
        case .park(let lines, let replaced):
            currentProcess?.drainOutput()
            log.write(lines)
            replaced?(RuntimeRefusal.stopped.reply)
        case .hold(let replaced):
            replaced?(RuntimeRefusal.stopped.reply)
        case .refuse(let refusal):
            reply(refusal.reply)
        }
    }

    private func nextStep(_ state: inout State, _ reply: @escaping @Sendable (RuntimeReply) -> Void) -> NextStep {
        let done = doneLines(&state)
        if mustAwaitExtensions(&state) {
            defer { state.parked = reply }
            return .park(done, replacing: state.parked)
        }
        let initLines = done + initLines(state)
        switch state.machine.next(at: clock.elapsed) {
        case .deliver(let run, let isFirst):
            guard let invocation = state.pending?.invocation else { return .refuse(.stopped) }
            if isFirst { beginEvent(invocation, &state) }
            armTimer(&state)
            return .deliver(invocation, run, afterInit: isFirst ? initLines : nil)
        case .ready(let report):
            state.held = reply
            rest(&state)
            guard let pending = state.pending.take(), let outcome = state.answer.take() else {
                return .ready(report, nil, initLines)
            }
            return .ready(report, Answered(pending: pending, outcome: outcome), initLines)
        case .hold:
            let replaced = state.held
            state.held = reply
            return .hold(replacing: replaced)
        case .refuse(let refusal):
            return .refuse(refusal)
        }
    }

    /// What is known of an event before the runtime gets it. To be called under the lock.
    func beginEvent(_ invocation: Invocation, _ state: inout State) {
        state.traceHeader = invocation.traceHeader
        state.producedBytes = nil
        state.isDoneTold = false
    }

    private func mustAwaitExtensions(_ state: inout State) -> Bool {
        switch state.machine.state {
        case .initializing(let initialization) where initialization.failure == nil:
            state.roster.closeRegistration()
            return !state.roster.isSettled
        case .returning: return !state.roster.isSettled
        default: return false
        }
    }

    /// The runtime is done with its init or its event; told once.
    private func doneLines(_ state: inout State) -> [PlatformLine] {
        guard !state.isDoneTold else { return [] }
        switch state.machine.state {
        case .initializing(let initialization) where initialization.failure == nil:
            state.isDoneTold = true
            return [.initRuntimeDone(phase, .success)]
        case .returning(let run, let functionError):
            state.isDoneTold = true
            let done = RuntimeDone(
                requestID: run.requestID,
                status: functionError.map { .error(type: $0) } ?? .success,
                duration: clock.elapsed - run.began,
                producedBytes: state.producedBytes,
                traceHeader: state.traceHeader
            )
            return [.runtimeDone(done)]
        default:
            return []
        }
    }

    /// The end of an init that went well.
    private func initLines(_ state: State) -> [PlatformLine] {
        guard case .initializing(let initialization) = state.machine.state, initialization.failure == nil else {
            return []
        }
        let report = InitReport(phase: phase, duration: clock.elapsed - initialization.began, status: .success)
        return state.roster.states.map(PlatformLine.extensionState) + [.initReport(report)]
    }

    /// Closes the log of the event that is over, or of init, and offers the environment for the next.
    private func becomeReady(_ report: InvocationReport?, _ answered: Answered?, _ lines: [PlatformLine]) {
        let process = currentProcess
        process?.drainOutput()
        if let report {
            log.write(lines + closingLines(report, peakMemoryMB(of: process)), endsOutput: true)
        } else {
            log.write(lines)
            log.telemetry.closeSubscriptions()
            endStart()
        }
        let outcome = answered?.outcome.with(logTail: log.endTail())
        // First, so that the caller's next event finds the environment idle.
        owner.environmentIsReady(self)
        if let pending = answered?.pending, let outcome {
            owner.environment(self, finished: pending, with: outcome, isReturning: false)
        }
    }

    private var currentProcess: (any EnvironmentProcess)? {
        state.withLock(\.process)
    }
}
