/// The execution environments of one revision of one function version, and who waits for them. Decides only.
///
/// The youngest idle environment is used first, so that the others grow old and are reaped.
struct EnvironmentPool<Environment: AnyObject, Waiter> {
    enum Step {
        case reuse(Environment)
        /// Make an environment; it counts from now.
        case start
        /// The waiter is kept: an environment that has answered is about to be ready. Call ``takeOverdue(since:)``
        /// after the grace, when `armsTimer`; otherwise a timer runs already.
        case wait(armsTimer: Bool)
    }

    private struct Idle {
        let environment: Environment
        let since: Duration
    }

    private struct Waiting {
        let waiter: Waiter
        let since: Duration
    }

    /// Whether another revision has taken over: environments end instead of becoming idle.
    var isSuperseded = false
    /// All environments, idle or not.
    private(set) var count = 0
    private var idle: [Idle] = []
    private var returning: Set<ObjectIdentifier> = []
    private var waiting: [Waiting] = []
    private var isTimerArmed = false

    var idleCount: Int { idle.count }
    var waitingCount: Int { waiting.count }

    /// Finds a place for `waiter`.
    mutating func acquire(_ waiter: Waiter, at now: Duration) -> Step {
        if let last = idle.popLast() { return .reuse(last.environment) }
        guard waiting.count < returning.count else { return start() }
        waiting.append(Waiting(waiter: waiter, since: now))
        defer { isTimerArmed = true }
        return .wait(armsTimer: !isTimerArmed)
    }

    private mutating func start() -> Step {
        count += 1
        return .start
    }

    /// Counts an environment that is made for an invocation which already holds a place.
    mutating func addStarted() {
        count += 1
    }

    /// The environment has answered and will be ready soon.
    mutating func markReturning(_ environment: Environment) {
        returning.insert(ObjectIdentifier(environment))
    }

    enum ReadyStep {
        case run(Waiter)
        case keep
        /// End it: its revision is history.
        case retire
    }

    /// The environment waits for an event.
    mutating func ready(_ environment: Environment, at now: Duration) -> ReadyStep {
        returning.remove(ObjectIdentifier(environment))
        if !waiting.isEmpty { return .run(waiting.removeFirst().waiter) }
        guard !isSuperseded else { return .retire }
        idle.append(Idle(environment: environment, since: now))
        return .keep
    }

    /// The environment has ended. Returns a waiter that now needs one of its own, which counts from now.
    mutating func remove(_ environment: Environment) -> Waiter? {
        count -= 1
        returning.remove(ObjectIdentifier(environment))
        idle.removeAll { $0.environment === environment }
        guard waiting.count > returning.count else { return nil }
        count += 1
        return waiting.removeFirst().waiter
    }

    /// Waiters since before `time`, each of which needs an environment of its own that counts from now, and since when
    /// the next one waits: a timer is to run for it.
    mutating func takeOverdue(since time: Duration) -> (waiters: [Waiter], nextSince: Duration?) {
        let overdue = waiting.prefix { $0.since <= time }
        waiting.removeFirst(overdue.count)
        count += overdue.count
        isTimerArmed = !waiting.isEmpty
        return (overdue.map(\.waiter), waiting.first?.since)
    }

    /// Takes out the environments that have been idle since before `time`.
    mutating func takeIdle(since time: Duration = .nanoseconds(Int64.max)) -> [Environment] {
        // Oldest first: what is idle longest stands at the front.
        let old = idle.prefix { $0.since <= time }
        idle.removeFirst(old.count)
        return old.map(\.environment)
    }

    /// When the environment that is idle longest became so.
    var oldestIdle: Duration? { idle.first?.since }

    /// Gives way to another revision. Returns the environments to end now.
    mutating func supersede() -> [Environment] {
        isSuperseded = true
        return takeIdle()
    }
}
