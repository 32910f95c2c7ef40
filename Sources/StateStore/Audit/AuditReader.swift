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
            var found = try records.found(query)
            let foldedBytes = try records.foldedBytes()
            for tail in tails {
                found += tail.found(query, after: foldedBytes[tail.segment.number] ?? 0)
            }
            return try Self.ordered(found, query).map { try AuditEvent(line: $0.line) }
        }
    }

    /// Read before the transaction that says what is folded: whatever is folded in between is seen there and skipped in the
    /// tail, so that no event is missed and none comes twice.
    private func unfoldedTails() throws(StateStoreError) -> [AuditTail] {
        let folded = try database.read { try AuditRecords($0).foldedBytes() }
        do {
            return try AuditSegment.all(in: folder).map { segment throws(SystemError) in
                let start = folded[segment.number] ?? 0
                return AuditTail(segment: segment, start: start, bytes: try segment.completeLines(from: start))
            }
        } catch {
            throw .inputOutput(path: folder, reason: error.description)
        }
    }

    /// Events of the same instant stay in the order in which they were appended.
    private static func ordered(_ found: [FoundAuditLine], _ query: AuditQuery) -> some Sequence<FoundAuditLine> {
        let numbered = found.enumerated()
        let sorted =
            switch query.order {
            case .oldestFirst: numbered.sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            case .newestFirst: numbered.sorted { ($0.element.time, $0.offset) > ($1.element.time, $1.offset) }
            }
        return sorted.prefix(query.limit).map(\.element)
    }
}
