import Logging
import Synchronization

extension FunctionInvoker: EnvironmentOwner {
    func environment(
        _ environment: ExecutionEnvironment,
        finished pending: PendingInvocation,
        with outcome: InvocationOutcome,
        isReturning: Bool
    ) {
        state.withLock { state in
            state.ledger.release(environment.version.function, version: environment.version.version)
            if isReturning { state.pools[PoolKey(version: environment.version)]?.markReturning(environment) }
        }
        if case .unavailable(let failure) = outcome {
            logger.error(
                "no execution environment",
                metadata: [
                    "function": "\(environment.version.function.arn)",
                    "requestID": "\(pending.invocation.requestID)",
                    "reason": "\(failure)",
                ]
            )
        }
        pending.complete(outcome)
    }

    func environment(_ environment: ExecutionEnvironment, reports report: InvocationReport) {
        observer?.reported(requestID: report.requestID, of: environment.version, duration: report.duration)
    }

    func environmentHasStarted(_ environment: ExecutionEnvironment) {
        if let next = state.withLock({ $0.starts.leave() }) { launch(next) }
    }

    func environmentIsReady(_ environment: ExecutionEnvironment) {
        let key = PoolKey(version: environment.version)
        let (step, startsReaping) = state.withLock { state in
            let step = state.pools[key]?.ready(environment, at: clock.elapsed) ?? .retire
            defer { state.isReaping = true }
            return (state.isShuttingDown ? .retire : step, !state.isReaping)
        }
        if startsReaping { clock.after(settings.idleLimit) { [weak self] in self?.reap() } }
        switch step {
        case .run(let waiter):
            if !environment.run(waiter) { place(waiter) }
        case .keep:
            break
        case .retire:
            environment.stop()
        }
    }

    func environmentEnded(_ environment: ExecutionEnvironment, rerun: PendingInvocation?) {
        let key = PoolKey(version: environment.version)
        let (waiter, isShuttingDown) = state.withLock { state in
            state.environments[ObjectIdentifier(environment)] = nil
            if state.pools[key]?.isUnproven(environment) == true { state.failedProvisions.insert(key) }
            let waiter = state.pools[key]?.remove(environment)
            if rerun != nil, !state.isShuttingDown { state.pools[key]?.addStarted() }
            if let pool = state.pools[key], pool.isSuperseded, pool.count == 0 { state.pools[key] = nil }
            return (waiter, state.isShuttingDown)
        }
        for pending in [rerun, waiter].compactMap(\.self) where isShuttingDown {
            self.environment(environment, finished: pending, with: .unavailable(.shuttingDown), isReturning: false)
        }
        guard !isShuttingDown else { return }
        if let rerun { start(rerun, phase: .invocation, in: environment.log.stream) }
        if let waiter { start(waiter, phase: .initialization) }
        topUp(key)
    }

    func environmentLingers(_ environment: ExecutionEnvironment) {
        state.withLock { $0.lingering += 1 }
    }

    func environmentIsGone(_ environment: ExecutionEnvironment) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.lingering -= 1
            guard state.lingering == 0 else { return [] }
            defer { state.whenGone = [] }
            return state.whenGone
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for the extensions of environments that have ended: two seconds at most.
    package func allGone() async {
        await withCheckedContinuation { continuation in
            let isAlone = state.withLock { state in
                if state.lingering > 0 { state.whenGone.append(continuation) }
                return state.lingering == 0
            }
            if isAlone { continuation.resume() }
        }
    }
}
