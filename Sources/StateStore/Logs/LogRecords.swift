import GRDB

/// The tables `log_streams` and `log_events`: streams.
struct LogRecords {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func insertStream(_ key: LogStreamKey, at time: Timestamp) throws -> Bool {
        guard try streamID(key) == nil else { return false }
        try execute(
            "INSERT INTO log_streams (account_id, region, group_name, name, created_at) VALUES (?, ?, ?, ?, ?)",
            [key.scope.accountID, key.scope.region, key.group, key.stream, time.microseconds]
        )
        return true
    }

    func removeStream(_ key: LogStreamKey) throws -> Bool {
        guard let id = try streamID(key) else { return false }
        try execute("DELETE FROM log_streams WHERE id = ?", [id])
        return true
    }

    func stream(_ key: LogStreamKey) throws -> LogStreamSummary? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM log_streams WHERE account_id = ? AND region = ? AND group_name = ? AND name = ?",
            arguments: [key.scope.accountID, key.scope.region, key.group, key.stream]
        ).map(LogStreamSummary.init)
    }

    func streams(of group: EntityKey<LogGroup>, _ query: LogStreamQuery) throws -> [LogStreamSummary] {
        let column: SQL =
            switch query.order {
            case .name: "name"
            case .lastEventTime: "COALESCE(last_event_at, created_at)"
            }
        let direction: SQL = query.descending ? "DESC" : "ASC"
        let rows = try SQLRequest<Row>(
            """
            SELECT * FROM log_streams
            WHERE account_id = \(group.scope.accountID) AND region = \(group.scope.region) AND group_name = \(group.id)
            AND substr(name, 1, length(\(query.namePrefix))) = \(query.namePrefix)
            ORDER BY \(column) \(direction), name \(direction) LIMIT \(query.limit) OFFSET \(query.offset)
            """
        ).fetchAll(database)
        return rows.map(LogStreamSummary.init)
    }

    func streamID(_ key: LogStreamKey) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: "SELECT id FROM log_streams WHERE account_id = ? AND region = ? AND group_name = ? AND name = ?",
            arguments: [key.scope.accountID, key.scope.region, key.group, key.stream]
        )
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension LogStreamSummary {
    fileprivate init(_ row: Row) {
        self.init(
            name: row["name"],
            createdAt: Timestamp(microseconds: row["created_at"]),
            firstEventAt: (row["first_event_at"] as Int64?).map(Timestamp.init(microseconds:)),
            lastEventAt: (row["last_event_at"] as Int64?).map(Timestamp.init(microseconds:)),
            lastIngestionAt: (row["last_ingestion_at"] as Int64?).map(Timestamp.init(microseconds:))
        )
    }
}
