import Synchronization

/// Brings what happens in one environment to the extensions that subscribed to it.
///
/// Until subscriptions close, events are also kept, so that a subscriber hears of what came before it.
final class TelemetryRelay: Sendable {
    /// Posts one batch, a JSON array; tells whether it was taken.
    typealias Post = @Sendable (_ body: [UInt8], _ destination: TelemetryDestination) async -> Bool

    private struct Subscriber {
        let subscription: TelemetrySubscription
        var buffer: TelemetryBuffer
        /// The earliest time at which a timer will fire.
        var armedUntil: Duration?
    }

    private struct State {
        /// By name of the extension.
        var subscribers: [String: Subscriber] = [:]
        var history: [TelemetryEvent] = []
        var isOpen = true
        /// While the sandbox is frozen nothing can be posted to it.
        var isPaused = false
        var flushes = false
        var post: Post?
        var whenFlushed: [@Sendable () -> Void] = []
    }

    /// More than any init says, unless it writes without end.
    private static let historyLimit = 10_000

    private let environment: PlatformLine.Record
    private let isJSON: Bool
    private let clock: any LambdaClock
    private let state = Mutex(State())

    /// - Parameters:
    ///   - environment: what `platform.initStart` says about the environment.
    ///   - isJSON: whether lines that are JSON objects are posted as such.
    init(environment: PlatformLine.Record, isJSON: Bool, clock: any LambdaClock) {
        self.environment = environment
        self.isJSON = isJSON
        self.clock = clock
    }

    /// The sandbox is there.
    func begin(_ post: @escaping Post) {
        state.withLock { $0.post = post }
    }

    func record(_ lines: [PlatformLine]) {
        record { now in lines.compactMap { TelemetryEvent($0, of: self.environment, at: now) } }
    }

    func record(_ lines: [String], of category: TelemetryCategory) {
        record { now in
            lines.map { line in
                let isObject = self.isJSON && FunctionLogRecord(line).isObject
                return TelemetryEvent(line: line, of: category, isObject: isObject, at: now)
            }
        }
    }

    /// `make` is not asked when nobody listens.
    private func record(_ make: (Duration) -> [TelemetryEvent]) {
        state.withLock { state in
            guard state.isOpen || !state.subscribers.isEmpty else { return }
            let events = make(clock.sinceEpoch)
            if state.isOpen, state.history.count < Self.historyLimit { state.history += events }
            for name in state.subscribers.keys { append(events, to: name, &state) }
        }
    }

    /// False when subscriptions are closed.
    func subscribe(_ name: String, _ subscription: TelemetrySubscription) -> Bool {
        state.withLock { state in
            guard state.isOpen else { return false }
            state.subscribers[name] = Subscriber(
                subscription: subscription,
                buffer: TelemetryBuffer(subscription.buffering)
            )
            append(state.history, to: name, &state)
            return true
        }
    }

    /// Init has ended: who has not subscribed will not.
    func closeSubscriptions() {
        state.withLock { state in
            state.isOpen = false
            state.history = []
        }
    }

    private func append(_ events: [TelemetryEvent], to name: String, _ state: inout State) {
        guard let subscription = state.subscribers[name]?.subscription else { return }
        for event in events {
            guard let json = event.json(for: subscription) else { continue }
            state.subscribers[name]?.buffer.append(json, at: clock.elapsed)
        }
        proceed(name, &state)
    }

    // MARK: Posting

    var isDelivering: Bool {
        state.withLock { $0.subscribers.values.contains(where: \.buffer.isDelivering) }
    }

    /// The sandbox is frozen from now on, or runs again.
    func setPaused(_ isPaused: Bool) {
        state.withLock { state in
            guard state.isPaused != isPaused else { return }
            state.isPaused = isPaused
            for name in state.subscribers.keys { proceed(name, &state) }
        }
    }

    /// Posts everything that waits, and what comes from now on, at once; calls `done` when nothing waits.
    func flush(_ done: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.flushes = true
            state.whenFlushed.append(done)
            for name in state.subscribers.keys { proceed(name, &state) }
        }
        finishFlush()
    }

    private func finishFlush() {
        let done = state.withLock { state -> [@Sendable () -> Void] in
            guard state.subscribers.values.allSatisfy(\.buffer.isEmpty) else { return [] }
            defer { state.whenFlushed = [] }
            return state.whenFlushed
        }
        for done in done { done() }
    }

    /// To be called under the lock.
    private func proceed(_ name: String, _ state: inout State) {
        guard !state.isPaused, let post = state.post,
            let destination = state.subscribers[name]?.subscription.destination
        else { return }
        switch state.subscribers[name]?.buffer.step(at: clock.elapsed, flushes: state.flushes) {
        case .post(let events):
            Task { [weak self] in
                let isTaken = await post(Self.array(events), destination)
                self?.delivered(isTaken, to: name)
            }
        case .wait(let due): arm(name, until: due, &state)
        case .some(.none), nil: break
        }
    }

    private static func array(_ events: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + events.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }

    private func arm(_ name: String, until due: Duration, _ state: inout State) {
        if let armed = state.subscribers[name]?.armedUntil, armed <= due { return }
        state.subscribers[name]?.armedUntil = due
        clock.after(due - clock.elapsed) { [weak self] in
            self?.state.withLock { state in
                state.subscribers[name]?.armedUntil = nil
                self?.proceed(name, &state)
            }
        }
    }

    private func delivered(_ isTaken: Bool, to name: String) {
        let dropped = state.withLock { state -> (records: Int, bytes: Int)? in
            let now = clock.elapsed
            state.subscribers[name]?.buffer.delivered(isTaken, at: now)
            // A subscriber that takes nothing is not waited for at the end.
            if !isTaken, state.flushes { state.subscribers[name] = nil }
            proceed(name, &state)
            return isTaken ? state.subscribers[name]?.buffer.takeDropped() : nil
        }
        if let dropped {
            let reason = "Consumer seems to have fallen behind as it has not acknowledged receipt of logs."
            record([.logsDropped(records: dropped.records, bytes: dropped.bytes, reason: reason)])
        }
        finishFlush()
    }
}
