import GRDB

import struct Foundation.Data

extension LogRecords {
    /// What AWS counts for an event besides its message.
    /// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html>
    private static let overheadBytes = 26

    /// - Returns: false when there is no such stream.
    func append(_ batch: LogBatch) throws -> Bool {
        guard let stream = try streamID(batch.stream) else { return false }
        for event in batch.events {
            try execute(
                "INSERT INTO log_events (stream_id, timestamp, ingested_at, message) VALUES (?, ?, ?, CAST(? AS TEXT))",
                [stream, event.timestamp.microseconds, batch.ingestedAt.microseconds, Data(event.message.utf8)]
            )
        }
        try addToTotals(of: stream, batch)
        return true
    }

    private func addToTotals(of stream: Int64, _ batch: LogBatch) throws {
        let times = batch.events.map(\.timestamp.microseconds)
        guard let first = times.min(), let last = times.max() else { return }
        let bytes = batch.events.reduce(0) { $0 + $1.message.utf8.count + Self.overheadBytes }
        try execute(
            """
            UPDATE log_streams SET first_event_at = MIN(COALESCE(first_event_at, :first), :first),
            last_event_at = MAX(COALESCE(last_event_at, :last), :last), last_ingestion_at = :now,
            stored_bytes = stored_bytes + :bytes WHERE id = :id
            """,
            ["first": first, "last": last, "now": batch.ingestedAt.microseconds, "bytes": bytes, "id": stream]
        )
    }

    /// - Parameter streams: names of the streams by their row ids.
    func events(
        ofStreams streams: [Int64: String],
        _ range: LogRange,
        matching matches: (String) -> Bool = { _ in true }
    ) throws -> [StoredLogEvent] {
        guard !streams.isEmpty else { return [] }
        let rows = try rows(ofStreams: Array(streams.keys), range)
        var events: [StoredLogEvent] = []
        var bytes = 0
        while events.count < range.limit, let row = try rows.next() {
            guard let event = StoredLogEvent(row, streams: streams), matches(event.message) else { continue }
            bytes += event.message.utf8.count
            guard bytes <= range.limitBytes || events.isEmpty else { break }
            events.append(event)
        }
        if range.direction == .backward { events.reverse() }
        return events
    }

    func storedBytes(of group: EntityKey<LogGroup>) throws -> Int64 {
        try Int64.fetchOne(
            database,
            sql: "SELECT SUM(stored_bytes) FROM log_streams WHERE account_id = ? AND region = ? AND group_name = ?",
            arguments: [group.scope.accountID, group.scope.region, group.id]
        ) ?? 0
    }

    func removeEvents(of group: EntityKey<LogGroup>, before time: Timestamp) throws {
        for stream in try streamNames(of: group).keys {
            try execute("DELETE FROM log_events WHERE stream_id = ? AND timestamp < ?", [stream, time.microseconds])
            try execute(
                """
                UPDATE log_streams SET
                (stored_bytes, first_event_at) = (
                    SELECT COALESCE(SUM(LENGTH(CAST(message AS BLOB)) + :overhead), 0), MIN(timestamp)
                    FROM log_events WHERE stream_id = :id
                ) WHERE id = :id
                """,
                ["overhead": Self.overheadBytes, "id": stream]
            )
        }
    }

    func streamNames(of group: EntityKey<LogGroup>) throws -> [Int64: String] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT id, name FROM log_streams WHERE account_id = ? AND region = ? AND group_name = ?",
            arguments: [group.scope.accountID, group.scope.region, group.id]
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private func rows(ofStreams streams: [Int64], _ range: LogRange) throws -> RowCursor {
        var conditions: [SQL] = ["stream_id IN \(streams)"]
        if let from = range.from { conditions.append("timestamp >= \(from.microseconds)") }
        if let until = range.until { conditions.append("timestamp < \(until.microseconds)") }
        if let position = range.beyond { conditions.append(Self.condition(beyond: position, range.direction)) }
        let order: SQL =
            switch range.direction {
            case .forward: "timestamp, sequence"
            case .backward: "timestamp DESC, sequence DESC"
            }
        return try SQLRequest<Row>(
            "SELECT * FROM log_events WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order)"
        ).fetchCursor(database)
    }

    private static func condition(beyond position: LogPosition, _ direction: LogRange.Direction) -> SQL {
        let time = position.timestamp.microseconds
        return switch direction {
        case .forward: "(timestamp, sequence) > (\(time), \(position.sequence))"
        case .backward: "(timestamp, sequence) < (\(time), \(position.sequence))"
        }
    }
}

extension StoredLogEvent {
    fileprivate init?(_ row: Row, streams: [Int64: String]) {
        guard let stream = streams[row["stream_id"]] else { return nil }
        let timestamp = Timestamp(microseconds: row["timestamp"])
        self.init(
            streamName: stream,
            timestamp: timestamp,
            ingestedAt: Timestamp(microseconds: row["ingested_at"]),
            // As bytes, as it was written: what goes in or out as text ends at its first NUL.
            message: String(decoding: row["message"] as Data, as: UTF8.self),
            position: LogPosition(timestamp: timestamp, sequence: row["sequence"])
        )
    }
}
