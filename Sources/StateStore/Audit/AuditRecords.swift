import GRDB

/// The tables `audit_events` and `audit_segments`.
struct AuditRecords {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// - Parameter line: without its line feed.
    func insert(_ line: UnsafeBufferPointer<UInt8>, _ entry: AuditIndexEntry) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO audit_events
                (event_time, request_id, authorization_id, access_key_id, outcome, principals, actions, line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            entry.eventTime.microseconds, entry.requestID, entry.authorizationID, entry.accessKeyID, entry.outcome,
            Self.list(entry.principals), Self.list(entry.actions), String(decoding: line, as: UTF8.self),
        ])
    }

    /// Bytes of each known segment that are folded.
    func foldedBytes() throws -> [Int64: Int64] {
        let rows = try Row.fetchAll(database, sql: "SELECT number, folded_bytes FROM audit_segments")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    func setFoldedBytes(_ count: Int64, of segment: AuditSegment) throws {
        try database.execute(
            sql: """
                INSERT INTO audit_segments (number, folded_bytes) VALUES (?, ?)
                ON CONFLICT (number) DO UPDATE SET folded_bytes = excluded.folded_bytes
                """,
            arguments: [segment.number, count]
        )
    }

    /// Forgets segments whose files are gone, except the newest: its number must not be used again.
    func forgetSegments(before segment: AuditSegment) throws {
        try database.execute(sql: "DELETE FROM audit_segments WHERE number < ?", arguments: [segment.number])
    }

    func removeAll() throws {
        try database.execute(sql: "DELETE FROM audit_events; DELETE FROM audit_segments")
    }

    /// The lines that pass a query, no more than its limit, in the order in which they were appended.
    func found(_ query: AuditQuery) throws -> [FoundAuditLine] {
        var found: [FoundAuditLine] = []
        let lines = try candidates(query)
        while found.count < query.limit, var line = try lines.next() {
            if let match = line.withUTF8({ FoundAuditLine($0, query) }) { found.append(match) }
        }
        if query.order == .newestFirst { found.reverse() }
        return found
    }

    /// The lines that may pass, in the query's order.
    private func candidates(_ query: AuditQuery) throws -> FastDatabaseValueCursor<String> {
        var conditions: [SQL] = []
        if let value = query.requestID { conditions.append("request_id = \(value)") }
        if let value = query.authorizationID { conditions.append("authorization_id = \(value)") }
        if let value = query.from { conditions.append("event_time >= \(value.microseconds)") }
        if let value = query.until { conditions.append("event_time < \(value.microseconds)") }
        if let value = query.accessKeyID { conditions.append("access_key_id = \(value)") }
        if let value = query.outcome { conditions.append("outcome = \(value.rawValue)") }
        if let value = query.principal { conditions.append("instr(principals, \(Self.list([value]))) > 0") }
        if let value = query.action { conditions.append("instr(actions, \(Self.list([value.lowercased()]))) > 0") }
        let condition: SQL = conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
        let order: SQL =
            switch query.order {
            case .newestFirst: "event_time DESC, sequence DESC"
            case .oldestFirst: "event_time, sequence"
            }
        return try SQLRequest<String>("SELECT line FROM audit_events WHERE \(condition) ORDER BY \(order)")
            .fetchCursor(database)
    }

    private static func list(_ names: [String]) -> String {
        "\n" + names.joined(separator: "\n") + "\n"
    }
}
