/// Takes the lines of functions: the server puts them into CloudWatch Logs through the gate, as the execution role.
package protocol LogSink: Sendable {
    /// Appends in order. Must return at once: it is called on event loops; the sink queues for itself.
    func append(_ events: [LogLine], to stream: LogStream)

    /// Whether so much waits to be written that functions should wait with what they write. Asked on every read.
    var isSaturated: Bool { get }
}
