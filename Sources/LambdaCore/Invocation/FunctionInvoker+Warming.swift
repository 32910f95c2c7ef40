import Synchronization

extension FunctionInvoker {
    /// Living environments of a version of a function, of whatever revision.
    package func environmentCount(of function: FunctionIdentity, version: String = FunctionVersion.latest) -> Int {
        state.withLock { state in
            state.environments.values.count { $0.version.function == function && $0.version.version == version }
        }
    }

    /// Makes environments of a revision that is about to be invoked, so that nobody waits for the first of them. Those of
    /// other revisions end when they have answered.
    package func warm(_ version: FunctionVersion, count: Int) {
        let key = PoolKey(version: version)
        let (superseded, made) = state.withLock { state -> ([ExecutionEnvironment], [ExecutionEnvironment]) in
            guard !state.isShuttingDown else { return ([], []) }
            let superseded = makeCurrent(key, &state)
            let made = (0..<count).map { _ in makeEnvironment(of: version, for: nil, phase: .initialization) }
            for _ in made { state.pools[key]?.addStarted() }
            return (superseded, made)
        }
        for environment in superseded { environment.stop() }
        for environment in made { begin(environment) }
    }
}
