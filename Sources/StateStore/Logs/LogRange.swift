/// Which part of a stream or group to read.
package struct LogRange: Sendable, Equatable {
    package enum Direction: Sendable {
        /// From the oldest on.
        case forward
        /// From the newest back; the page is still in the order of time.
        case backward
    }

    /// Events at this time or later.
    package var from: Timestamp?
    /// Events before this time.
    package var until: Timestamp?
    package var direction: Direction
    /// Only events beyond this one in the direction of reading.
    package var beyond: LogPosition?
    /// The greatest number of events to return.
    package var limit: Int
    /// Reading stops before the messages exceed this; at least one event is returned.
    package var limitBytes: Int

    package init(
        from: Timestamp? = nil,
        until: Timestamp? = nil,
        direction: Direction = .forward,
        beyond: LogPosition? = nil,
        limit: Int = 10_000,
        limitBytes: Int = 1 << 20
    ) {
        self.from = from
        self.until = until
        self.direction = direction
        self.beyond = beyond
        self.limit = limit
        self.limitBytes = limitBytes
    }
}
