package import Logging
import Synchronization

/// Runs functions: finds each event a place, an execution environment, and an outcome.
///
/// ```swift
/// let invoker = FunctionInvoker(
///     host: SandboxHost(…), roles: roles, logs: logSink, clock: SystemClock(),
///     settings: .init(), makeIdentifier: { .random(in: .min ... .max) }, logger: logger)
///
/// // On an event loop, after the call was authorised:
/// invoker.invoke(invocation) { outcome in
///     eventLoop.execute { respond(outcome) }
/// }
/// ```
/// Nothing here blocks or hops: on the warm path the completion is called by the very call of the Runtime API that
/// brought the answer.
package final class FunctionInvoker: Sendable {
    struct State {
        var ledger: ConcurrencyLedger
        var pools: [PoolKey: EnvironmentPool<ExecutionEnvironment, PendingInvocation>] = [:]
        /// Every environment that has not ended, by identity.
        var environments: [ObjectIdentifier: ExecutionEnvironment] = [:]
        /// Environments whose turn to start has not come.
        var starts: StartQueue<ExecutionEnvironment>
        /// Versions whose provisioned environments do not get ready: no more are made until they are asked for again.
        var failedProvisions: Set<PoolKey> = []
        var isReaping = false
        /// Environments whose extensions are given time to end, and who waits for all of them.
        var lingering = 0
        var whenGone: [CheckedContinuation<Void, Never>] = []
        var isShuttingDown = false
    }

    let host: any EnvironmentHost
    let roles: any ExecutionRoleAssumer
    let logs: any LogSink
    let observer: (any InvocationObserver)?
    let clock: any LambdaClock
    let settings: InvokerSettings
    let makeIdentifier: @Sendable () -> UInt128
    let logger: Logger
    let state: Mutex<State>

    /// - Parameter makeIdentifier: random bits, each time others; they name log streams.
    package init(
        host: any EnvironmentHost,
        roles: any ExecutionRoleAssumer,
        logs: any LogSink,
        observer: (any InvocationObserver)? = nil,
        clock: any LambdaClock,
        settings: InvokerSettings,
        makeIdentifier: @escaping @Sendable () -> UInt128,
        logger: Logger
    ) {
        self.host = host
        self.roles = roles
        self.logs = logs
        self.observer = observer
        self.clock = clock
        self.settings = settings
        self.makeIdentifier = makeIdentifier
        self.logger = logger
        state = Mutex(
            State(
                ledger: ConcurrencyLedger(accountLimit: settings.accountConcurrency),
                starts: StartQueue(limit: settings.concurrentStarts)
            )
        )
    }

    /// Runs one event.
    ///
    /// - Parameter complete: called exactly once, on any thread, possibly before this function returns.
    package func invoke(_ invocation: Invocation, complete: @escaping @Sendable (InvocationOutcome) -> Void) {
        let pending = PendingInvocation(invocation: invocation) { [observer] outcome in
            observer?.ended(invocation, outcome)
            complete(outcome)
        }
        let (refusal, concurrency) = state.withLock { state -> (InvocationOutcome?, Int) in
            if state.isShuttingDown { return (.unavailable(.shuttingDown), 0) }
            let version = invocation.version
            let refusal = state.ledger.acquire(version.function, version: version.version, at: clock.elapsed)
            return (refusal.map { .throttled($0) }, state.ledger.inFlight(version.function))
        }
        if let refusal {
            pending.complete(refusal)
        } else {
            observer?.began(invocation, concurrency: concurrency)
            place(pending)
        }
    }

    /// Sets or, with nil, removes a function's reserved concurrency; 0 stops it.
    package func setReservedConcurrency(_ reserved: Int?, of function: FunctionIdentity) {
        state.withLock { $0.ledger.setReserved(reserved, for: function) }
    }

    /// What ``setReservedConcurrency(_:of:)`` set.
    package func reservedConcurrency(of function: FunctionIdentity) -> Int? {
        state.withLock { $0.ledger.reserved(for: function) }
    }

    /// Ends the environments of a function that was deleted; events under way are finished first.
    package func retire(_ function: FunctionIdentity) {
        let idle = state.withLock { state in
            let keys = state.pools.keys.filter { $0.version.function == function }
            let idle = keys.flatMap { state.pools[$0]?.supersede() ?? [] }
            for key in keys where state.pools[key]?.count == 0 { state.pools[key] = nil }
            state.failedProvisions.subtract(keys)
            return idle
        }
        for environment in idle { environment.stop() }
    }

    /// Ends everything at once; events under way fail as if the runtime had been killed.
    package func shutdown() {
        let environments = state.withLock { state in
            state.isShuttingDown = true
            return Array(state.environments.values)
        }
        for environment in environments { environment.stop() }
    }

    /// Living environments and executions under way, for metrics.
    package var usage: (environments: Int, idle: Int) {
        state.withLock { state in
            (state.environments.count, state.pools.values.reduce(0) { $0 + $1.idleCount })
        }
    }
}
