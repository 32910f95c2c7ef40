/// A log event as it is read back.
package struct StoredLogEvent: Sendable, Equatable {
    package let streamName: String
    package let timestamp: Timestamp
    package let ingestedAt: Timestamp
    package let message: String
    /// Where the event stands among those of its group.
    package let position: LogPosition
}
