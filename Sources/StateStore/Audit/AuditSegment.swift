import Glibc

/// A file of audit events that have not all been folded into the database; numbers grow and are never used again.
struct AuditSegment: Hashable, Comparable {
    let folder: String
    let number: Int64

    var path: String { "\(folder)/segment-\(number).jsonl" }

    var next: Self { Self(folder: folder, number: number + 1) }

    static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// The segments in a folder, oldest first.
    static func all(in folder: String) throws(SystemError) -> [Self] {
        try FolderListing.names(in: folder)
            .compactMap { number(fileName: $0) }
            .map { Self(folder: folder, number: $0) }
            .sorted()
    }

    /// The bytes from an offset on, cut after the last complete line: what follows it was torn by a crash, is being
    /// written, or is beyond the limit; a single line may be longer than the limit. Empty when the file is gone, which means that it has been folded.
    func completeLines(from offset: Int64, limitBytes: Int = .max) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8]
        do {
            let file = try PrivateFile(path: path, flags: O_RDONLY)
            try file.seek(to: offset)
            bytes = try file.read(limitBytes: limitBytes)
        } catch {
            guard error.code == ENOENT else { throw error }
            return []
        }
        guard let lastLineFeed = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
            return bytes.count == limitBytes ? try completeLines(from: offset) : []
        }
        bytes.removeSubrange((lastLineFeed + 1)...)
        return bytes
    }

    func remove() throws(SystemError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .latest }
    }

    private static func number(fileName: String) -> Int64? {
        guard fileName.hasPrefix("segment-"), fileName.hasSuffix(".jsonl") else { return nil }
        return Int64(fileName.dropFirst("segment-".count).dropLast(".jsonl".count))
    }
}
