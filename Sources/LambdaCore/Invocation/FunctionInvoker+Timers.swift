import Synchronization

extension FunctionInvoker {
    /// Lets the pool's waiters have environments of their own once the grace is over.
    func scheduleGrace(_ key: PoolKey, after delay: Duration) {
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

    /// Ends environments that have been idle too long, and comes again when the next one will have been.
    func reap() {
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
