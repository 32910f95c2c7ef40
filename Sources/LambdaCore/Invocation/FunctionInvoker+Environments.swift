import Logging
import Synchronization

extension FunctionInvoker: EnvironmentOwner {
    /// Finds an environment for an event that holds a place in the ledger.
    func place(_ pending: PendingInvocation) {
        let key = PoolKey(version: pending.invocation.version)
        while true {
            let (step, superseded) = state.withLock { state in
                let superseded = openPool(key, &state)
                return (state.pools[key]?.acquire(pending, at: clock.elapsed), superseded)
            }
            for environment in superseded { environment.stop() }
            switch step {
            case .reuse(let environment):
                // An environment that cannot run has ended and left the pool: look again.
                if environment.run(pending) { return }
            case .wait(let armsTimer):
                if armsTimer { scheduleGrace(key, after: settings.returnGrace) }
                return
            case .start, nil:
                return start(pending, phase: .initialization)
            }
        }
    }

    /// Makes the pool if it is new; then older revisions give way. Returns their idle environments.
    private func openPool(_ key: PoolKey, _ state: inout State) -> [ExecutionEnvironment] {
        guard state.pools[key] == nil else { return [] }
        var superseded: [ExecutionEnvironment] = []
        for older in state.pools.keys where older.isSameVersion(as: key) {
            superseded += state.pools[older]?.supersede() ?? []
        }
        state.pools[key] = EnvironmentPool()
        return superseded
    }

    /// Makes an environment for an event; the pool counts it already.
    private func start(_ pending: PendingInvocation, phase: InitPhase, in stream: LogStream? = nil) {
        let version = pending.invocation.version
        let stream =
            stream ?? LogStream(version: version, sinceEpoch: clock.sinceEpoch, identifier: makeIdentifier())
        let environment = ExecutionEnvironment(
            version: version,
            phase: phase,
            pending: pending,
            log: EnvironmentLog(stream: stream, sink: logs, clock: clock),
            clock: clock,
            owner: self
        )
        state.withLock { $0.environments[ObjectIdentifier(environment)] = environment }
        Task { await launch(environment) }
    }

    private func launch(_ environment: ExecutionEnvironment) async {
        let version = environment.version
        do {
            let credentials = try await roles.credentials(
                assuming: version.configuration.roleARN,
                for: version.function
            )
            let variables = EnvironmentVariables.all(
                for: version,
                credentials: credentials,
                logStream: environment.log.stream,
                runtimeAPI: settings.runtimeAPI,
                gatewayURL: settings.gatewayURL
            )
            await environment.launch(on: host, variables: variables, credentialsExpire: credentials.expiration)
        } catch {
            environment.failed(error)
        }
    }

    func environment(
        _ environment: ExecutionEnvironment,
        finished pending: PendingInvocation,
        with outcome: InvocationOutcome,
        isReturning: Bool
    ) {
        state.withLock { state in
            state.ledger.release(environment.version.function)
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

    func environmentIsReady(_ environment: ExecutionEnvironment) {
        let key = PoolKey(version: environment.version)
        let step = state.withLock { state in
            state.isShuttingDown ? .retire : state.pools[key]?.ready(environment, at: clock.elapsed) ?? .retire
        }
        switch step {
        case .run(let waiter):
            if !environment.run(waiter) { place(waiter) }
        case .keep:
            scheduleReaping()
        case .retire:
            environment.stop()
        }
    }

    func environmentEnded(_ environment: ExecutionEnvironment, rerun: PendingInvocation?) {
        let key = PoolKey(version: environment.version)
        let (waiter, isShuttingDown) = state.withLock { state in
            state.environments[ObjectIdentifier(environment)] = nil
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
    }

    /// Lets the pool's waiters have environments of their own once the grace is over.
    private func scheduleGrace(_ key: PoolKey, after delay: Duration) {
        clock.after(delay) { [weak self] in self?.endGrace(key) }
    }

    private func endGrace(_ key: PoolKey) {
        let grace = settings.returnGrace
        let overdue = state.withLock { state in
            let now = clock.elapsed
            let overdue = state.pools[key]?.takeOverdue(since: now - grace)
            return (waiters: overdue?.waiters ?? [], delay: overdue?.nextSince.map { $0 + grace - now })
        }
        for waiter in overdue.waiters { start(waiter, phase: .initialization) }
        if let delay = overdue.delay { scheduleGrace(key, after: delay) }
    }

    /// Ends environments that have been idle too long, now and then, while there are any.
    private func scheduleReaping() {
        let isFirst = state.withLock { state in
            defer { state.isReaping = true }
            return !state.isReaping
        }
        if isFirst { clock.after(settings.idleLimit) { [weak self] in self?.reap() } }
    }

    private func reap() {
        let limit = settings.idleLimit
        let (old, next) = state.withLock { state in
            let now = clock.elapsed
            let old = state.pools.keys.flatMap { state.pools[$0]?.takeIdle(since: now - limit) ?? [] }
            let next = state.pools.values.compactMap(\.oldestIdle).min().map { $0 + limit - now }
            state.isReaping = next != nil
            return (old, next)
        }
        for environment in old { environment.stop() }
        if let next { clock.after(next) { [weak self] in self?.reap() } }
    }
}
