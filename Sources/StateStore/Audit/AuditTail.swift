/// The complete lines of a segment from a byte offset on.
struct AuditTail {
    let segment: AuditSegment
    let start: Int64
    let bytes: [UInt8]

    /// The lines that pass a query, in the order in which they were appended.
    ///
    /// - Parameter foldedBytes: what is before this offset of the segment is left to the database.
    func found(_ query: AuditQuery, after foldedBytes: Int64) -> [FoundAuditLine] {
        var found: [FoundAuditLine] = []
        AuditLines.forEach(in: bytes, from: Int(max(0, foldedBytes - start))) { line in
            if let match = FoundAuditLine(line, query) { found.append(match) }
        }
        return found
    }
}
