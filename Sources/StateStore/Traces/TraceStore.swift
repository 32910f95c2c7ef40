import GRDB

/// A segment document of X-Ray with what it is found by.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html>
package struct TraceSegment: Sendable, Hashable {
    package let traceID: String
    /// Sixteen hexadecimal digits.
    package let id: String
    package let startedAt: Timestamp
    /// JSON as it was put.
    package let document: String

    package init(traceID: String, id: String, startedAt: Timestamp, document: String) {
        self.traceID = traceID
        self.id = id
        self.startedAt = startedAt
        self.document = document
    }
}

/// The segments of traces, kept for thirty days as X-Ray keeps them.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/aws-xray.html>
package struct TraceStore: Sendable {
    package static let retention = Duration.seconds(30 * 24 * 3600)

    private let database: StateDatabase

    init(database: StateDatabase) {
        self.database = database
    }

    /// Keeps segments; one with the id of another takes its place, as a segment that was sent in progress is completed.
    package func put(_ segments: [TraceSegment], in scope: Scope) throws(StateStoreError) {
        try database.write { database in
            for segment in segments {
                try database.cachedStatement(
                    sql: """
                        INSERT OR REPLACE INTO trace_segments (account_id, region, trace_id, id, started_at, document)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    scope.accountID, scope.region, segment.traceID, segment.id, segment.startedAt.microseconds,
                    segment.document,
                ])
            }
        }
    }

    package func removeExpired(at now: Timestamp) throws(StateStoreError) {
        let time = (now - Self.retention).microseconds
        try database.write { database in
            try database.execute(sql: "DELETE FROM trace_segments WHERE started_at < ?", arguments: [time])
        }
    }

    /// The segments of one trace in the order of their beginning; empty when there is no such trace.
    package func segments(of trace: String, in scope: Scope) throws(StateStoreError) -> [TraceSegment] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM trace_segments WHERE account_id = ? AND region = ? AND trace_id = ?
                    ORDER BY started_at, id
                    """,
                arguments: [scope.accountID, scope.region, trace]
            ).map(TraceSegment.init)
        }
    }

    /// The ids of traces of which a segment began in a span of time, in the order of their ids.
    package func traces(
        from start: Timestamp,
        until end: Timestamp,
        in scope: Scope,
        after marker: String,
        limit: Int
    ) throws(StateStoreError) -> [String] {
        try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT trace_id FROM trace_segments WHERE account_id = ? AND region = ?
                    AND started_at >= ? AND started_at <= ? AND trace_id > ? ORDER BY trace_id LIMIT ?
                    """,
                arguments: [
                    scope.accountID, scope.region, start.microseconds, end.microseconds, marker, limit,
                ]
            )
        }
    }
}

extension TraceSegment {
    fileprivate init(_ row: Row) {
        self.init(
            traceID: row["trace_id"],
            id: row["id"],
            startedAt: Timestamp(microseconds: row["started_at"]),
            document: row["document"]
        )
    }
}
