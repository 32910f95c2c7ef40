import Synchronization

extension ExecutionEnvironment {
    private enum NextStep {
        case deliver(Invocation, EnvironmentMachine.Run, isFirst: Bool)
        case ready(InvocationReport?, Answered?)
        case hold(replacing: (@Sendable (RuntimeReply) -> Void)?)
        case refuse(RuntimeRefusal)
    }

    package func next(_ reply: @escaping @Sendable (RuntimeReply) -> Void) {
        let step = state.withLock { nextStep(&$0, reply) }
        switch step {
        case .deliver(let invocation, let run, isFirst: true):
            endStart()
            currentProcess?.drainOutput()
            deliver(invocation, run, reply)
        case .deliver(let invocation, let run, isFirst: false):
            reply(event(invocation, run))
        case .ready(let report, let answered):
            becomeReady(report, answered)
        case .hold(let replaced):
            replaced?(RuntimeRefusal.stopped.reply)
        case .refuse(let refusal):
            reply(refusal.reply)
        }
    }

    private func nextStep(_ state: inout State, _ reply: @escaping @Sendable (RuntimeReply) -> Void) -> NextStep {
        switch state.machine.next(at: clock.elapsed) {
        case .deliver(let run, let isFirst):
            guard let invocation = state.pending?.invocation else { return .refuse(.stopped) }
            armTimer(&state)
            return .deliver(invocation, run, isFirst: isFirst)
        case .ready(let report):
            state.held = reply
            rest(&state)
            guard let pending = state.pending.take(), let outcome = state.answer.take() else {
                return .ready(report, nil)
            }
            return .ready(report, Answered(pending: pending, outcome: outcome))
        case .hold:
            let replaced = state.held
            state.held = reply
            return .hold(replacing: replaced)
        case .refuse(let refusal):
            return .refuse(refusal)
        }
    }

    /// Closes the log of the event that is over and offers the environment for the next.
    private func becomeReady(_ report: InvocationReport?, _ answered: Answered?) {
        if let report {
            let process = currentProcess
            process?.drainOutput()
            log.write(closingLines(report, peakMemoryMB(of: process)), endsOutput: true)
        } else {
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
