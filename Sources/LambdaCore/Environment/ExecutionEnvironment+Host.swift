import Synchronization

extension ExecutionEnvironment: EnvironmentObserver {
    /// Makes the sandbox and lets the runtime start; what follows is told by calls of the runtime and the host.
    func launch(
        on host: any EnvironmentHost,
        variables: [(name: String, value: String)],
        credentialsExpire expiration: Duration
    ) async {
        state.withLock { state in
            state.machine.begin(at: clock.elapsed)
            state.expiration = expiration
            armTimer(&state)
        }
        do {
            let plan = EnvironmentPlan(version: version, variables: variables)
            try await host.start(plan, endpoint: self, observer: self)
        } catch {
            failed(error)
        }
    }

    /// Counts among those that are starting from now on; false when it has ended before its turn came.
    func beginStart() -> Bool {
        state.withLock { state in
            state.isStarting = state.machine.state != .stopped
            return state.isStarting
        }
    }

    /// Lets another one start, the first time it is called.
    func endStart() {
        let wasStarting = state.withLock { state in
            defer { state.isStarting = false }
            return state.isStarting
        }
        if wasStarting { owner.environmentHasStarted(self) }
    }

    /// The environment cannot be made: the event that waits gets `failure`.
    package func failed(_ failure: EnvironmentFailure) {
        end(.failure, unavailable: failure) { machine, _ in
            machine.enter(.stopped)
            return .quiet
        }
    }

    package func starting(
        _ process: any EnvironmentProcess,
        runtime: String,
        notes: [String],
        extensions: [String]
    ) {
        attach(process, extensions)
        // A second init is part of its invocation and is told by INIT_REPORT alone.
        guard phase == .initialization else { return }
        log.write([.initStart(runtime: runtime)] + notes.map(PlatformLine.note))
    }

    /// Keeps the process, or kills it if the environment ended while it was being made.
    private func attach(_ process: any EnvironmentProcess, _ extensions: [String]) {
        let isWanted = state.withLock { state in
            guard state.machine.state != .stopped else { return false }
            state.process = process
            state.roster.start(external: extensions)
            return true
        }
        guard isWanted else { return process.kill() }
        log.telemetry.begin { body, destination in await process.post(body, to: destination) }
    }

    package var isSaturated: Bool { log.isSaturated }

    package func wrote(_ bytes: [UInt8], to output: OutputChannel) {
        log.write(bytes, to: output)
    }

    package func exited(_ exit: RuntimeExit) {
        if runtimeExitedInShutdown() { return }
        end(.failure) { machine, now in machine.exited(exit, at: now) }
    }
}
