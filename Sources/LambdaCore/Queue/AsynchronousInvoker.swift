import Dispatch
package import Logging
package import StateStore
import Synchronization

/// Runs the events of asynchronous invocations from the durable queue.
///
/// An event that ``accept(_:)`` has taken is on the disk and is attempted at least once, also if the server is killed.
/// ```swift
/// try await asynchronousInvoker.accept(QueuedInvocation(…))
/// respond(202)
/// ```
package final class AsynchronousInvoker: Sendable {
    struct State {
        var inFlight = 0
        var isStopped = false
        /// The earliest time at which a timer will fire.
        var armedUntil: Timestamp?
    }

    /// Attempts under way together; the others wait in the queue.
    package static let concurrencyLimit = 100

    /// One process at a time opens the queue, and opening ends what leases there are: theirs need no end.
    private static let lease: Duration = .seconds(315_360_000)

    /// Before the queue is read again when it could not be.
    private static let pauseAfterError: Duration = .seconds(1)

    let queue: InvocationQueue
    let invoker: FunctionInvoker
    let directory: any FunctionDirectory
    let observer: any EventSettlementObserver
    let clock: any LambdaClock
    let policy: RetryPolicy
    let logger: Logger
    let state = Mutex(State())
    /// Where the disk is waited for.
    let disk = DispatchQueue(label: "asynchronous-invocations")

    /// - Parameter timeScale: how much faster than on AWS retry delays and ages pass; at least 1.
    package init(
        queue: InvocationQueue,
        invoker: FunctionInvoker,
        directory: any FunctionDirectory,
        observer: any EventSettlementObserver,
        clock: any LambdaClock,
        timeScale: Int = 1,
        logger: Logger
    ) {
        self.queue = queue
        self.invoker = invoker
        self.directory = directory
        self.observer = observer
        self.clock = clock
        self.logger = logger
        policy = RetryPolicy(timeScale: timeScale)
    }

    /// Keeps an event and lets it run. When it returns, the event is on the disk.
    package func accept(_ event: QueuedInvocation) async throws(StateStoreError) {
        let result = await onDisk { () throws(StateStoreError) in try self.queue.enqueue(event) }
        try result.get()
        resume()
    }

    /// Runs whatever is due. Call it once at start-up, for events that an earlier server accepted.
    package func resume() {
        disk.async { self.startDue() }
    }

    /// Starts nothing more, and returns when the queue is no longer touched. Events under way stay in the queue, and the
    /// next server runs them again.
    package func stop() async {
        state.withLock { $0.isStopped = true }
        await diskIsIdle()
    }

    /// Returns when everything that was to be read or written until now has been.
    func diskIsIdle() async {
        _ = await onDisk { () throws(StateStoreError) in }
    }

    var now: Timestamp {
        Timestamp(microseconds: clock.sinceEpoch.wholeMicroseconds)
    }

    /// On the disk's queue.
    func startDue() {
        let free = state.withLock { $0.isStopped ? 0 : Self.concurrencyLimit - $0.inFlight }
        guard free > 0 else { return }
        do throws(StateStoreError) {
            let due = try queue.lease(limit: free, at: now, for: Self.lease)
            state.withLock { $0.inFlight += due.count }
            for event in due { attempt(event) }
            if due.count < free, let next = try queue.nextDue() { armTimer(for: next) }
        } catch {
            logger.error("asynchronous events cannot be read", metadata: ["reason": "\(error)"])
            clock.after(Self.pauseAfterError) { [weak self] in self?.resume() }
        }
    }

    private func armTimer(for time: Timestamp) {
        let now = now
        let isEarlier = state.withLock { state in
            if let armed = state.armedUntil, armed <= time, armed > now { return false }
            state.armedUntil = time
            return true
        }
        guard isEarlier else { return }
        clock.after(.microseconds(max(0, time.microseconds - now.microseconds))) { [weak self] in self?.resume() }
    }

    private func onDisk<Value: Sendable>(
        _ work: @escaping @Sendable () throws(StateStoreError) -> Value
    ) async -> Result<Value, StateStoreError> {
        await withCheckedContinuation { continuation in
            disk.async { continuation.resume(returning: Result { () throws(StateStoreError) in try work() }) }
        }
    }
}
