import Testing

@testable import LambdaCore

@Suite struct EnvironmentPoolTests {
    private final class Environment {}

    private typealias Pool = EnvironmentPool<Environment, String>

    private func isStart(_ step: Pool.Step) -> Bool {
        if case .start = step { true } else { false }
    }

    private func reused(_ step: Pool.Step) -> Environment? {
        if case .reuse(let environment) = step { environment } else { nil }
    }

    private func isKept(_ step: Pool.ReadyStep) -> Bool {
        if case .keep = step { true } else { false }
    }

    private func waiter(_ step: Pool.ReadyStep) -> String? {
        if case .run(let waiter) = step { waiter } else { nil }
    }

    /// A pool with environments that became idle one second after another.
    private func pool(idle environments: [Environment]) -> Pool {
        var pool = Pool()
        for (second, environment) in environments.enumerated() {
            pool.addStarted()
            _ = pool.ready(environment, at: .seconds(second))
        }
        return pool
    }

    @Test func `the environment that was used last is used first`() {
        let environments = [Environment(), Environment()]
        var pool = pool(idle: environments)
        #expect(reused(pool.acquire("a", at: .seconds(9))) === environments[1])
        #expect(reused(pool.acquire("b", at: .seconds(9))) === environments[0])
        #expect(isStart(pool.acquire("c", at: .seconds(9))))
        #expect(pool.count == 3)
    }

    @Test func `no more wait than there are environments about to be ready`() {
        let environment = Environment()
        var pool = Pool()
        #expect(isStart(pool.acquire("a", at: .zero)))
        pool.markReturning(environment)
        guard case .wait(armsTimer: true) = pool.acquire("b", at: .zero) else {
            Issue.record("does not wait")
            return
        }
        #expect(isStart(pool.acquire("c", at: .zero)))
        #expect(waiter(pool.ready(environment, at: .zero)) == "b")
    }

    @Test func `whoever waits for an environment that ends gets one of its own`() {
        let environment = Environment()
        var pool = Pool()
        _ = pool.acquire("a", at: .zero)
        pool.markReturning(environment)
        _ = pool.acquire("b", at: .zero)
        #expect(pool.remove(environment) == "b")
        #expect(pool.count == 1)
    }

    @Test func `the overdue are taken in order and one timer serves all`() {
        let environments = [Environment(), Environment()]
        var pool = Pool()
        for _ in environments { _ = pool.acquire("x", at: .zero) }
        for environment in environments { pool.markReturning(environment) }
        guard case .wait(armsTimer: true) = pool.acquire("a", at: .milliseconds(1)),
            case .wait(armsTimer: false) = pool.acquire("b", at: .milliseconds(3))
        else {
            Issue.record("not one timer")
            return
        }
        let overdue = pool.takeOverdue(since: .milliseconds(1))
        #expect(overdue.waiters == ["a"])
        #expect(overdue.nextSince == .milliseconds(3))
        #expect(pool.count == 3)
        #expect(pool.takeOverdue(since: .milliseconds(3)).nextSince == nil)
    }

    @Test func `those that are idle longest are reaped`() {
        let environments = [Environment(), Environment(), Environment()]
        var pool = pool(idle: environments)
        #expect(pool.oldestIdle == .zero)
        #expect(
            pool.takeIdle(since: .seconds(1)).map(ObjectIdentifier.init)
                == environments[..<2].map(ObjectIdentifier.init)
        )
        #expect(pool.oldestIdle == .seconds(2))
        #expect(pool.idleCount == 1)
    }

    @Test func `an old revision's environments end when they are ready, but serve who waits`() {
        let environments = [Environment(), Environment()]
        var pool = pool(idle: [environments[0]])
        #expect(pool.supersede().count == 1)
        pool.addStarted()
        pool.markReturning(environments[1])
        guard case .wait = pool.acquire("a", at: .zero) else {
            Issue.record("does not wait")
            return
        }
        #expect(waiter(pool.ready(environments[1], at: .zero)) == "a")
        guard case .retire = pool.ready(environments[1], at: .zero) else {
            Issue.record("kept")
            return
        }
    }

    @Test func `provisioned environments are used first, never reaped, and made anew when they end`() {
        let ordinary = Environment()
        let provisioned = [Environment(), Environment()]
        var pool = pool(idle: [ordinary])
        #expect(pool.setProvisioned(2).isEmpty)
        #expect(pool.missingProvisioned == 2)
        for environment in provisioned {
            pool.addProvisioned(environment)
            #expect(pool.isUnproven(environment))
            _ = pool.ready(environment, at: .seconds(1))
        }
        #expect((pool.provisionedReadyCount, pool.missingProvisioned) == (2, 0))
        #expect(reused(pool.acquire("a", at: .seconds(9))) === provisioned[1])
        #expect(pool.takeIdle(since: .seconds(9)).map(ObjectIdentifier.init) == [ObjectIdentifier(ordinary)])
        #expect(pool.oldestIdle == nil)
        #expect(pool.remove(provisioned[1]) == nil)
        #expect((pool.provisionedReadyCount, pool.missingProvisioned) == (1, 1))
    }

    @Test func `idle environments beyond a lowered provision end`() {
        let environment = Environment()
        var pool = Pool()
        _ = pool.setProvisioned(1)
        pool.addProvisioned(environment)
        _ = pool.ready(environment, at: .zero)
        #expect(pool.setProvisioned(0).map(ObjectIdentifier.init) == [ObjectIdentifier(environment)])
        #expect((pool.idleCount, pool.missingProvisioned) == (0, 0))
    }
}
