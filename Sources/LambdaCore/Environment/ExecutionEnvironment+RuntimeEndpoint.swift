import Synchronization

extension ExecutionEnvironment: RuntimeEndpoint {
    private enum NextStep {
        case deliver(Invocation, EnvironmentMachine.Run, isFirst: Bool)
        case ready(InvocationReport?, Answered?)
        case hold(replacing: (@Sendable (RuntimeReply) -> Void)?)
        case refuse(RuntimeRefusal)
    }

    /// An outcome that waited for the log's tail.
    private struct Answered {
        let pending: PendingInvocation
        let outcome: InvocationOutcome
    }

    package func next(_ reply: @escaping @Sendable (RuntimeReply) -> Void) {
        let step = state.withLock { nextStep(&$0, reply) }
        switch step {
        case .deliver(let invocation, let run, isFirst: true):
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
        }
        let outcome = answered?.outcome.with(logTail: log.endTail())
        // First, so that the caller's next event finds the environment idle.
        owner.environmentIsReady(self)
        if let pending = answered?.pending, let outcome {
            owner.environment(self, finished: pending, with: outcome, isReturning: false)
        }
    }

    package func respond(requestID: String, mode: String?, body: [UInt8]) -> RuntimeReply {
        if let mode, mode != "streaming" {
            return replace(requestID, by: .invalidResponseMode, reply: .invalidResponseMode)
        }
        if body.count > FunctionFailure.maximumResponseBytes {
            return replace(requestID, by: .responseTooLarge, reply: .tooLarge)
        }
        return answer { machine in
            machine.respond(to: requestID)
        } outcome: { pending in
            pending.finish(body)
        } reply: {
            .accepted
        }
    }

    /// Answers the caller with an error of Lambda's in place of a response that cannot be passed on.
    private func replace(_ requestID: String, by failure: FunctionFailure, reply: RuntimeRefusal) -> RuntimeReply {
        answer { machine in
            machine.respond(to: requestID, functionError: failure.errorType)
        } outcome: { pending in
            pending.finish(failure.body(requestID: requestID), error: .unhandled)
        } reply: {
            reply.reply
        }
    }

    package func fail(requestID: String, errorType: String?, body: [UInt8]) -> RuntimeReply {
        guard body.count <= FunctionFailure.maximumResponseBytes else {
            return replace(requestID, by: .responseTooLarge, reply: .tooLarge)
        }
        return answer { machine in
            machine.fail(requestID)
        } outcome: { pending in
            pending.finish(body, error: .unhandled)
        } reply: {
            .accepted
        }
    }

    private func answer(
        _ decide: (inout EnvironmentMachine) -> EnvironmentMachine.AnswerAction,
        outcome: (PendingInvocation) -> InvocationOutcome,
        reply: () -> RuntimeReply
    ) -> RuntimeReply {
        let step = state.withLock { state -> AnswerStep in
            if case .refuse(let refusal) = decide(&state.machine) { return .refuse(refusal) }
            guard let pending = state.pending else { return .refuse(.stopped) }
            let outcome = outcome(pending)
            guard !pending.invocation.wantsLogTail else {
                state.answer = outcome
                return .keep
            }
            state.pending = nil
            return .complete(Answered(pending: pending, outcome: outcome))
        }
        switch step {
        case .refuse(let refusal): return refusal.reply
        case .keep: break
        case .complete(let answered):
            owner.environment(self, finished: answered.pending, with: answered.outcome, isReturning: true)
        }
        return reply()
    }

    private enum AnswerStep {
        case refuse(RuntimeRefusal)
        /// The caller waits for the log's tail.
        case keep
        case complete(Answered)
    }

    package func failInitialization(errorType: String?, body: [UInt8]) -> RuntimeReply {
        state.withLock { state in
            let failure = ReportedFailure(header: errorType, body: body)
            switch state.machine.failInitialization(failure, at: clock.elapsed) {
            case .accept:
                armTimer(&state)
                return .accepted
            case .refuse(let refusal):
                return refusal.reply
            }
        }
    }

    private var currentProcess: (any EnvironmentProcess)? {
        state.withLock(\.process)
    }
}
