import Dispatch
import Logging
import StateStore
import Synchronization

extension AsynchronousInvoker {
    /// Runs a leased event once.
    func attempt(_ event: QueuedInvocation) {
        let function = FunctionIdentity(
            accountID: event.scope.accountID,
            region: event.scope.region,
            name: event.functionName
        )
        guard let version = directory.version(of: function, qualifier: event.qualifier) else {
            return finish(event, .settle(.functionDeleted), result: nil)
        }
        let invocation = Invocation(
            requestID: event.requestID,
            version: version,
            invokedFunctionARN: event.qualifier.map { "\(function.arn):\($0)" } ?? function.arn,
            payload: event.payload,
            traceHeader: event.traceHeader
        )
        invoker.invoke(invocation) { outcome in
            self.conclude(event, function, outcome)
        }
    }

    private func conclude(_ event: QueuedInvocation, _ function: FunctionIdentity, _ outcome: InvocationOutcome) {
        // What a shutdown did to an attempt is not the event's fault: it stays leased and is run again.
        guard !state.withLock(\.isStopped) else { return }
        let verdict = policy.verdict(
            after: outcome,
            of: event,
            under: directory.eventInvokeConfiguration(of: function, qualifier: event.qualifier),
            isStoppedByReservation: invoker.reservedConcurrency(of: function) == 0,
            at: now
        )
        guard case .finished(let result) = outcome else { return finish(event, verdict, result: nil) }
        finish(event, verdict, result: result)
    }

    private func finish(_ event: QueuedInvocation, _ verdict: RetryPolicy.Verdict, result: InvocationResult?) {
        guard case .settle(let condition) = verdict else {
            return disk.async { self.record(verdict, of: event) }
        }
        let settlement = EventSettlement(
            event: event,
            condition: condition,
            result: result,
            invokeCount: event.failedAttempts + (result == nil ? 0 : 1)
        )
        Task {
            await observer.settled(settlement)
            disk.async { self.record(verdict, of: event) }
        }
    }

    /// On the disk's queue. What cannot be written stays leased, and the next server runs it again.
    private func record(_ verdict: RetryPolicy.Verdict, of event: QueuedInvocation) {
        do throws(StateStoreError) {
            switch verdict {
            case .settle: try queue.complete(event.requestID)
            case .retry(let event, let time): try queue.retry(event, at: time)
            }
        } catch {
            logger.error(
                "the end of an asynchronous attempt cannot be kept",
                metadata: ["requestID": "\(event.requestID)", "reason": "\(error)"]
            )
        }
        state.withLock { $0.inFlight -= 1 }
        startDue()
    }
}
