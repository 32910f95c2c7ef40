import GRDB

/// Finds recorded events, whether they are in the database already or still in segment files only. It also works beside a
/// running server, from another process.
package struct AuditReader: Sendable {
    private let database: StateDatabase
    private let folder: String

    init(database: StateDatabase, folder: String) {
        self.database = database
        self.folder = folder
    }

    /// The events that pass the query, in its order, no more than its limit.
    package func events(_ query: AuditQuery) throws(StateStoreError) -> [AuditEvent] {
        let tails = try unfoldedTails()
        return try database.read { database in
            let records = AuditRecords(database)
            var events = try folded(query, records)
            let foldedBytes = try records.foldedBytes()
            for tail in tails {
                events += try tail.events(after: foldedBytes[tail.segment.number] ?? 0).filter(query.matches)
            }
            return Self.ordered(events, query)
        }
    }

    /// In the order in which they were appended.
    private func folded(_ query: AuditQuery, _ records: AuditRecords) throws -> [AuditEvent] {
        var events: [AuditEvent] = []
        let rows = try records.lines(query)
        while events.count < query.limit, let row = try rows.next() {
            let line: String = row[0]
            let event = try AuditEvent(line: Array(line.utf8))
            if query.matches(event) { events.append(event) }
        }
        if query.order == .newestFirst { events.reverse() }
        return events
    }

    /// Read before the transaction that says what is folded: whatever is folded in between is seen there and skipped here,
    /// so that no event is missed and none comes twice.
    private func unfoldedTails() throws(StateStoreError) -> [Tail] {
        let folded = try database.read { try AuditRecords($0).foldedBytes() }
        do {
            return try AuditSegment.all(in: folder).map { segment throws(SystemError) in
                let start = folded[segment.number] ?? 0
                return Tail(segment: segment, start: start, bytes: try segment.completeLines(from: start))
            }
        } catch {
            throw .inputOutput(path: folder, reason: error.description)
        }
    }

    /// Events of the same instant stay in the order in which they were appended.
    private static func ordered(_ events: [AuditEvent], _ query: AuditQuery) -> [AuditEvent] {
        let numbered = events.enumerated()
        let sorted =
            switch query.order {
            case .oldestFirst: numbered.sorted { ($0.element.eventTime, $0.offset) < ($1.element.eventTime, $1.offset) }
            case .newestFirst: numbered.sorted { ($0.element.eventTime, $0.offset) > ($1.element.eventTime, $1.offset) }
            }
        return sorted.prefix(query.limit).map(\.element)
    }
}

/// The complete lines of a segment from a byte offset on.
private struct Tail {
    let segment: AuditSegment
    let start: Int64
    let bytes: [UInt8]

    /// Leaves out, as folding does, what is not an event.
    func events(after foldedBytes: Int64) throws -> [AuditEvent] {
        var events: [AuditEvent] = []
        try AuditLines.forEach(in: bytes, from: Int(max(0, foldedBytes - start))) { line in
            guard AuditIndexEntry(line: line) != nil else { return }
            events.append(try AuditEvent(line: Array(line)))
        }
        return events
    }
}
