import Synchronization

extension ExecutionEnvironment: RuntimeEndpoint {
    /// An outcome that waited for the log's tail.
    struct Answered {
        let pending: PendingInvocation
        let outcome: InvocationOutcome
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
            pending.outcome(body)
        } reply: {
            .accepted
        }
    }

    /// Answers the caller with an error of Lambda's in place of a response that cannot be passed on.
    private func replace(_ requestID: String, by failure: FunctionFailure, reply: RuntimeRefusal) -> RuntimeReply {
        answer { machine in
            machine.respond(to: requestID, functionError: failure.errorType)
        } outcome: { pending in
            pending.outcome(failure.body(requestID: requestID), error: .unhandled)
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
            pending.outcome(body, error: .unhandled)
        } reply: {
            .accepted
        }
    }

    func answer(
        _ decide: (inout EnvironmentMachine) -> EnvironmentMachine.AnswerAction,
        outcome: (PendingInvocation) -> InvocationOutcome,
        reply: () -> RuntimeReply
    ) -> RuntimeReply {
        let step = state.withLock { state -> AnswerStep in
            if case .refuse(let refusal) = decide(&state.machine) { return .refuse(refusal) }
            guard let pending = state.pending else { return .refuse(.stopped) }
            let outcome = outcome(pending)
            if case .finished(let result) = outcome { state.producedBytes = result.payload.count }
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
}
