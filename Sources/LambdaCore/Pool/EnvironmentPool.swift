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
    /// How many environments are to be kept ready, and which are.
    private var provision = Provision()

    private struct Provision {
        var target = 0
        var living: Set<ObjectIdentifier> = []
        /// Those that have been ready.
        var ready: Set<ObjectIdentifier> = []
    }

    var idleCount: Int { idle.count }
    var waitingCount: Int { waiting.count }

    /// Finds a place for `waiter`.
    mutating func acquire(_ waiter: Waiter, at now: Duration) -> Step {
        if let next = takeNext() { return .reuse(next) }
        guard waiting.count < returning.count else { return start() }
        waiting.append(Waiting(waiter: waiter, since: now))
        defer { isTimerArmed = true }
        return .wait(armsTimer: !isTimerArmed)
    }

    /// Provisioned environments come first: the others are what is there beyond them.
    private mutating func takeNext() -> Environment? {
        guard !provision.living.isEmpty,
            let index = idle.lastIndex(where: { provision.living.contains(ObjectIdentifier($0.environment)) })
        else { return idle.popLast()?.environment }
        return idle.remove(at: index).environment
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
        if provision.living.contains(ObjectIdentifier(environment)) {
            provision.ready.insert(ObjectIdentifier(environment))
        }
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
        provision.living.remove(ObjectIdentifier(environment))
        provision.ready.remove(ObjectIdentifier(environment))
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

    /// Takes out the environments that have been idle since before `time`, but for provisioned ones.
    mutating func takeIdle(since time: Duration) -> [Environment] {
        let old = idle.filter { $0.since <= time && !isProvisioned($0.environment) }
        guard !old.isEmpty else { return [] }
        idle = idle.filter { $0.since > time || isProvisioned($0.environment) }
        return old.map(\.environment)
    }

    /// When the environment that is idle longest became so, provisioned ones aside.
    var oldestIdle: Duration? { idle.first { !isProvisioned($0.environment) }?.since }

    private func isProvisioned(_ environment: Environment) -> Bool {
        !provision.living.isEmpty && provision.living.contains(ObjectIdentifier(environment))
    }

    /// Gives way to another revision. Returns the environments to end now.
    mutating func supersede() -> [Environment] {
        isSuperseded = true
        provision = Provision()
        defer { idle = [] }
        return idle.map(\.environment)
    }

    // MARK: Provisioned environments

    /// How many provisioned environments have been made ready.
    var provisionedReadyCount: Int { min(provision.ready.count, provision.target) }

    /// How many provisioned environments are still to be made.
    var missingProvisioned: Int { max(0, provision.target - provision.living.count) }

    /// Sets how many environments are to be kept ready. Returns idle ones that are too many, to end now; busy ones become
    /// ordinary.
    mutating func setProvisioned(_ target: Int) -> [Environment] {
        provision.target = target
        var surplus: [Environment] = []
        while provision.living.count > target, let identifier = provision.living.first {
            provision.living.remove(identifier)
            provision.ready.remove(identifier)
            guard let index = idle.firstIndex(where: { ObjectIdentifier($0.environment) == identifier }) else {
                continue
            }
            surplus.append(idle.remove(at: index).environment)
        }
        return surplus
    }

    /// Counts an environment that is made to be kept ready.
    mutating func addProvisioned(_ environment: Environment) {
        count += 1
        provision.living.insert(ObjectIdentifier(environment))
    }

    /// Whether an environment is kept ready and has never been so far.
    func isUnproven(_ environment: Environment) -> Bool {
        isProvisioned(environment) && !provision.ready.contains(ObjectIdentifier(environment))
    }
}
