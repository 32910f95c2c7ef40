/// What waits to be posted to one subscriber: the part that decides. ``TelemetryRelay`` posts and keeps time.
struct TelemetryBuffer {
    enum Step: Equatable {
        case none
        /// Ask again at this ``LambdaClock/elapsed`` time.
        case wait(until: Duration)
        /// Post these events as one JSON array; then call ``delivered(_:at:)``.
        case post([[UInt8]])
    }

    /// When this many times the subscriber's own bound waits, further events are dropped.
    static let overflowFactor = 4

    private let buffering: TelemetrySubscription.Buffering
    private var events: [[UInt8]] = []
    private var bytes = 0
    private var oldest: Duration?
    private var underway: [[UInt8]] = []
    private(set) var droppedRecords = 0
    private(set) var droppedBytes = 0

    init(_ buffering: TelemetrySubscription.Buffering) {
        self.buffering = buffering
    }

    var isDelivering: Bool { !underway.isEmpty }
    var isEmpty: Bool { events.isEmpty && underway.isEmpty }

    mutating func append(_ event: [UInt8], at now: Duration) {
        guard bytes + event.count <= Self.overflowFactor * buffering.maxBytes else {
            droppedRecords += 1
            droppedBytes += event.count
            return
        }
        events.append(event)
        bytes += event.count
        oldest = oldest ?? now
    }

    /// What to do now.
    /// - Parameter flushes: whether what waits is to go at once.
    mutating func step(at now: Duration, flushes: Bool) -> Step {
        guard !isDelivering, let oldest, !events.isEmpty else { return .none }
        let due = oldest + buffering.timeout
        guard flushes || events.count >= buffering.maxItems || bytes >= buffering.maxBytes || due <= now else {
            return .wait(until: due)
        }
        underway = takeBatch()
        self.oldest = events.isEmpty ? nil : now
        return .post(underway)
    }

    private mutating func takeBatch() -> [[UInt8]] {
        var count = 0
        var size = 0
        while count < min(events.count, buffering.maxItems),
            count == 0 || size + events[count].count <= buffering.maxBytes
        {
            size += events[count].count
            count += 1
        }
        defer { events.removeFirst(count) }
        bytes -= size
        return Array(events.prefix(count))
    }

    /// The post has ended; what was not taken is tried again after the subscriber's time.
    mutating func delivered(_ isTaken: Bool, at now: Duration) {
        if !isTaken {
            events = underway + events
            bytes += underway.reduce(0) { $0 + $1.count }
            oldest = now
        }
        underway = []
    }

    /// What was dropped since this was last asked.
    mutating func takeDropped() -> (records: Int, bytes: Int)? {
        guard droppedRecords > 0 else { return nil }
        defer { (droppedRecords, droppedBytes) = (0, 0) }
        return (droppedRecords, droppedBytes)
    }
}
