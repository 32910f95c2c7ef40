/// A recorded event that passes a query, not yet decoded.
struct FoundAuditLine {
    let time: Timestamp
    let line: [UInt8]

    /// Nil when the line is no event or does not pass.
    init?(_ line: UnsafeBufferPointer<UInt8>, _ query: AuditQuery) {
        guard let entry = AuditIndexEntry(line: line), query.matches(entry) else { return nil }
        time = entry.eventTime
        self.line = Array(line)
    }
}
