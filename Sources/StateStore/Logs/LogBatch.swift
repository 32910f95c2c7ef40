/// Events for one stream, as one `PutLogEvents` brings them.
package struct LogBatch: Sendable, Equatable {
    package let stream: LogStreamKey
    package let events: [InputLogEvent]
    package let ingestedAt: Timestamp

    package init(stream: LogStreamKey, events: [InputLogEvent], ingestedAt: Timestamp) {
        self.stream = stream
        self.events = events
        self.ingestedAt = ingestedAt
    }
}

/// A line with its time, under AWS's name for it.
package struct InputLogEvent: Sendable, Equatable {
    package let timestamp: Timestamp
    package let message: String

    package init(timestamp: Timestamp, message: String) {
        self.timestamp = timestamp
        self.message = message
    }
}
