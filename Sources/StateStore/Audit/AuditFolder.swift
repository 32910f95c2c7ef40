import Glibc

/// Moves events from segment files into the database, each exactly once.
struct AuditFolder {
    let database: StateDatabase
    let path: String
    /// Read and folded at a time.
    private static let pieceBytes = 256 << 10

    /// Folds every complete line and removes the files of segments that are folded to their end.
    ///
    /// - Parameter current: the segment that is still being written; its file stays.
    func fold(current: AuditSegment) throws(StateStoreError) {
        for segment in try segments() {
            try fold(segment)
            if segment < current { try remove(segment) }
        }
        try database.write { try AuditRecords($0).forgetSegments(before: current) }
    }

    /// Removes every event, folded or not, and every segment before the current one.
    func removeAll(before current: AuditSegment) throws(StateStoreError) {
        for segment in try segments() where segment < current {
            try remove(segment)
        }
        guard unlink(damagedLinesPath) == 0 || errno == ENOENT else {
            throw .inputOutput(path: damagedLinesPath, reason: SystemError.latest.description)
        }
        try database.write { try AuditRecords($0).removeAll() }
    }

    /// Returns when the names of new segments are on the disk; syncing a file does not promise that it can be found.
    func synchronizeNames() throws(StateStoreError) {
        try reading { () throws(SystemError) in
            try PrivateFile(path: path, flags: O_RDONLY | O_DIRECTORY).synchronize()
        }
    }

    /// Whether there are segments of an earlier process.
    func hasSegments() throws(StateStoreError) -> Bool {
        try !segments().isEmpty
    }

    /// The number that no segment has borne yet.
    func nextSegment() throws(StateStoreError) -> AuditSegment {
        let known = try database.read { try AuditRecords($0).foldedBytes().keys.max() ?? 0 }
        let present = try segments().last?.number ?? 0
        return AuditSegment(folder: path, number: max(known, present) + 1)
    }

    /// A transaction for each piece of a segment, so that other writers wait for one piece at most.
    private func fold(_ segment: AuditSegment) throws(StateStoreError) {
        while true {
            let start = try database.read { try AuditRecords($0).foldedBytes()[segment.number] ?? 0 }
            let lines = try reading { () throws(SystemError) in
                try segment.completeLines(from: start, limitBytes: Self.pieceBytes)
            }
            guard !lines.isEmpty else { return }
            try database.write { database in
                let records = AuditRecords(database)
                try setAside(try Self.insert(lines, records))
                try records.setFoldedBytes(start + Int64(lines.count), of: segment)
            }
        }
    }

    /// - Returns: the lines that are not events.
    private static func insert(_ lines: [UInt8], _ records: AuditRecords) throws -> [UInt8] {
        var damaged: [UInt8] = []
        try AuditLines.forEach(in: lines) { line in
            if let entry = AuditIndexEntry(line: line) {
                try records.insert(line, entry)
            } else {
                damaged += line + [UInt8(ascii: "\n")]
            }
        }
        return damaged
    }

    /// Keeps lines that the disk has damaged, for whoever wants to know what they were; their segment will be removed.
    private func setAside(_ damagedLines: [UInt8]) throws(StateStoreError) {
        guard !damagedLines.isEmpty else { return }
        try reading { () throws(SystemError) in
            let file = try PrivateFile(path: damagedLinesPath, flags: O_WRONLY | O_CREAT | O_APPEND)
            try file.write(damagedLines)
            try file.synchronize()
        }
    }

    private var damagedLinesPath: String { "\(path)/damaged-lines" }

    private func segments() throws(StateStoreError) -> [AuditSegment] {
        try reading { () throws(SystemError) in try AuditSegment.all(in: path) }
    }

    private func remove(_ segment: AuditSegment) throws(StateStoreError) {
        try reading { () throws(SystemError) in try segment.remove() }
    }

    private func reading<Value>(_ body: () throws(SystemError) -> Value) throws(StateStoreError) -> Value {
        do {
            return try body()
        } catch {
            throw .inputOutput(path: path, reason: error.description)
        }
    }
}
