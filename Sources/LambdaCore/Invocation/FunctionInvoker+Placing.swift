import Synchronization

extension FunctionInvoker {
    /// Finds an environment for an event that holds a place in the ledger.
    func place(_ pending: PendingInvocation) {
        let key = PoolKey(version: pending.invocation.version)
        while true {
            let (step, superseded) = state.withLock { state in
                let superseded = makeCurrent(key, &state)
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

    /// Sees to it that the pool is there and the current one of its version: other revisions give way. Returns their idle
    /// environments.
    ///
    /// The revision that was invoked last counts as current. A straggler with an old one costs a few warm environments.
    func makeCurrent(_ key: PoolKey, _ state: inout State) -> [ExecutionEnvironment] {
        guard state.pools[key]?.isSuperseded != false else { return [] }
        var superseded: [ExecutionEnvironment] = []
        for other in state.pools.keys where other.isSameVersion(as: key) && other != key {
            superseded += state.pools[other]?.supersede() ?? []
            if state.pools[other]?.count == 0 { state.pools[other] = nil }
        }
        state.pools[key, default: EnvironmentPool()].isSuperseded = false
        return superseded
    }

    /// Makes an environment for an event; the pool counts it already.
    func start(_ pending: PendingInvocation, phase: InitPhase, in stream: LogStream? = nil) {
        begin(makeEnvironment(of: pending.invocation.version, for: pending, phase: phase, in: stream))
    }

    /// An environment that has not begun to start.
    ///
    /// - Parameter pending: nil for one that is made ahead of any event.
    func makeEnvironment(
        of version: FunctionVersion,
        for pending: PendingInvocation?,
        phase: InitPhase,
        isProvisioned: Bool = false,
        in stream: LogStream? = nil
    ) -> ExecutionEnvironment {
        let stream =
            stream ?? LogStream(version: version, sinceEpoch: clock.sinceEpoch, identifier: makeIdentifier())
        return ExecutionEnvironment(
            version: version,
            phase: phase,
            pending: pending,
            isProvisioned: isProvisioned,
            log: EnvironmentLog(
                stream: stream,
                of: version,
                sink: logs,
                clock: clock
            ),
            freezeDelay: settings.freezeDelay,
            clock: clock,
            makeIdentifier: makeIdentifier,
            owner: self
        )
    }

    /// Lets an environment that the pool counts start when its turn comes.
    func begin(_ environment: ExecutionEnvironment) {
        let (isWanted, isTurn) = state.withLock { state in
            state.environments[ObjectIdentifier(environment)] = environment
            guard !state.isShuttingDown else { return (false, false) }
            return (true, state.starts.enter(environment))
        }
        guard isWanted else { return environment.failed(.shuttingDown) }
        if isTurn { launch(environment) }
    }

    /// Makes the environment, whose turn it is, or passes the turn on if it has ended by now.
    func launch(_ environment: ExecutionEnvironment) {
        var candidate: ExecutionEnvironment? = environment
        while let next = candidate {
            if next.beginStart() {
                Task { await make(next) }
                return
            }
            candidate = state.withLock { $0.starts.leave() }
        }
    }

    private func make(_ environment: ExecutionEnvironment) async {
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
                gatewayURL: settings.gatewayURL,
                isProvisioned: environment.isProvisioned
            )
            await environment.launch(on: host, variables: variables, credentialsExpire: credentials.expiration)
        } catch {
            environment.failed(error)
        }
    }
}
