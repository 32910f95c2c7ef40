/// The streams and events of CloudWatch Logs. What the methods have accepted is on the disk when they return.
package struct LogStore: Sendable {
    private let database: StateDatabase

    init(database: StateDatabase) {
        self.database = database
    }

    /// - Returns: false when the group has a stream with the name already.
    /// - Throws: ``StateStoreError/conflict(reason:)`` when there is no such group.
    package func createStream(_ key: LogStreamKey, at time: Timestamp) throws(StateStoreError) -> Bool {
        try database.write { try LogRecords($0).insertStream(key, at: time) }
    }

    /// Removes the stream with its events.
    ///
    /// - Returns: false when there is no such stream.
    package func deleteStream(_ key: LogStreamKey) throws(StateStoreError) -> Bool {
        try database.write { try LogRecords($0).removeStream(key) }
    }

    package func stream(_ key: LogStreamKey) throws(StateStoreError) -> LogStreamSummary? {
        try database.read { try LogRecords($0).stream(key) }
    }

    package func streams(
        of group: EntityKey<LogGroup>,
        _ query: LogStreamQuery
    ) throws(StateStoreError) -> [LogStreamSummary] {
        try database.read { try LogRecords($0).streams(of: group, query) }
    }

    /// Appends batches for any streams in one transaction; many small batches together cost about as much as one.
    ///
    /// - Returns: the streams that do not exist; their batches are left out.
    package func append(_ batches: [LogBatch]) throws(StateStoreError) -> Set<LogStreamKey> {
        try database.write { database in
            let records = LogRecords(database)
            return Set(try batches.filter { try !records.append($0) }.map(\.stream))
        }
    }

    /// The events of one stream, in the order of time.
    package func events(of stream: LogStreamKey, _ range: LogRange) throws(StateStoreError) -> [StoredLogEvent] {
        try database.read { database in
            let records = LogRecords(database)
            guard let id = try records.streamID(stream) else { return [] }
            return try records.events(ofStreams: [id: stream.stream], range)
        }
    }

    /// The events of a group's streams together, in the order of time.
    ///
    /// - Parameters:
    ///   - isIncluded: whether the events of a stream, given by its name, are wanted.
    ///   - matches: whether a message is wanted.
    package func events(
        of group: EntityKey<LogGroup>,
        _ range: LogRange,
        fromStreams isIncluded: (String) -> Bool = { _ in true },
        matching matches: (String) -> Bool = { _ in true }
    ) throws(StateStoreError) -> [StoredLogEvent] {
        try database.read { database in
            let records = LogRecords(database)
            let streams = try records.streamNames(of: group).filter { isIncluded($0.value) }
            return try records.events(ofStreams: streams, range, matching: matches)
        }
    }

    /// Bytes of the messages in a group, with the 26 bytes that AWS counts for each event.
    package func storedBytes(of group: EntityKey<LogGroup>) throws(StateStoreError) -> Int64 {
        try database.read { try LogRecords($0).storedBytes(of: group) }
    }

    /// Removes events that a group's retention no longer keeps.
    package func removeEvents(of group: EntityKey<LogGroup>, before time: Timestamp) throws(StateStoreError) {
        try database.write { try LogRecords($0).removeEvents(of: group, before: time) }
    }
}
