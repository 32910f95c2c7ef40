import Synchronization

/// What has come of provisioned concurrency.
package struct ProvisionedProgress: Sendable, Equatable {
    /// Environments that have been made ready.
    package var ready: Int
    /// Whether an environment could not be made ready; no more are made until the concurrency is set anew.
    package var hasFailed: Bool
}

extension FunctionInvoker {
    /// Keeps so many environments of a version ready from now on, or, with 0, none; they need nothing of the account's
    /// unreserved concurrency.
    package func setProvisionedConcurrency(_ executions: Int, of version: FunctionVersion) {
        let key = PoolKey(version: version)
        let surplus = state.withLock { state -> [ExecutionEnvironment] in
            state.ledger.setProvisioned(executions, for: version.function, version: version.version)
            state.failedProvisions.remove(key)
            guard executions > 0 || state.pools[key] != nil else { return [] }
            let superseded = makeCurrent(key, &state)
            return superseded + (state.pools[key]?.setProvisioned(executions) ?? [])
        }
        for environment in surplus { environment.stop() }
        topUp(key)
    }

    package func provisionedProgress(of version: FunctionVersion) -> ProvisionedProgress {
        let key = PoolKey(version: version)
        return state.withLock { state in
            ProvisionedProgress(
                ready: state.pools[key]?.provisionedReadyCount ?? 0,
                hasFailed: state.failedProvisions.contains(key)
            )
        }
    }

    /// Makes the provisioned environments that are missing.
    func topUp(_ key: PoolKey) {
        let made = state.withLock { state -> [ExecutionEnvironment] in
            guard !state.isShuttingDown, !state.failedProvisions.contains(key) else { return [] }
            let missing = state.pools[key]?.missingProvisioned ?? 0
            return (0..<missing).map { _ in
                let environment = makeEnvironment(
                    of: key.version,
                    for: nil,
                    phase: .initialization,
                    isProvisioned: true
                )
                state.pools[key]?.addProvisioned(environment)
                return environment
            }
        }
        for environment in made { begin(environment) }
    }
}
