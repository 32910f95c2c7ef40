import CArchive
import Glibc

/// Reads a ZIP archive from memory, entry by entry.
final class ArchiveReader {
    /// One member of the archive, as its central directory describes it.
    struct Entry {
        enum Kind {
            case file
            case directory
            case link(target: String)
        }

        let name: String
        let kind: Kind
        let isExecutable: Bool
        /// Since 1970-01-01T00:00:00Z; nil when the archive does not say.
        let modifiedSeconds: Int?
    }

    private let archive: OpaquePointer

    private init(_ archive: OpaquePointer) {
        self.archive = archive
    }

    deinit {
        archive_read_free(archive)
    }

    /// Lends a reader over `bytes` to `body`.
    static func withReader<Result>(
        over bytes: [UInt8],
        _ body: (ArchiveReader) throws(CodePackageError) -> Result
    ) throws(CodePackageError) -> Result {
        guard let archive = archive_read_new() else { throw .storageFailed(step: "archive_read_new", errorNumber: 12) }
        let reader = ArchiveReader(archive)
        let result = bytes.withUnsafeBytes { buffer in
            Swift.Result { () throws(CodePackageError) -> Result in
                try inUTF8Locale { () throws(CodePackageError) -> Result in
                    try reader.open(buffer)
                    return try body(reader)
                }
            }
        }
        return try result.get()
    }

    /// libarchive hands out names in the thread's locale, and in the "C" locale has none for what is not ASCII.
    static func inUTF8Locale<Result>(
        _ body: () throws(CodePackageError) -> Result
    ) throws(CodePackageError) -> Result {
        guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else {
            throw .storageFailed(step: "newlocale", errorNumber: errno)
        }
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        return try body()
    }

    private func open(_ buffer: UnsafeRawBufferPointer) throws(CodePackageError) {
        try check(archive_read_support_format_zip_seekable(archive))
        // Names that are not marked as UTF-8 nearly always are, and never anything that Linux would mind.
        try check(archive_read_set_options(archive, "hdrcharset=UTF-8"))
        try check(archive_read_open_memory(archive, buffer.baseAddress, buffer.count))
    }

    /// The next entry; nil after the last.
    func next() throws(CodePackageError) -> Entry? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        guard status != ARCHIVE_EOF else { return nil }
        try check(status)
        guard let entry, archive_entry_is_encrypted(entry) == 0 else {
            throw .notAnArchive(detail: "an entry is encrypted")
        }
        guard let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            throw .notAnArchive(detail: "an entry has no readable name")
        }
        return Entry(
            name: String(cString: name),
            kind: try kind(of: entry),
            isExecutable: archive_entry_perm(entry) & 0o111 != 0,
            modifiedSeconds: archive_entry_mtime_is_set(entry) == 0 ? nil : archive_entry_mtime(entry)
        )
    }

    private func kind(of entry: OpaquePointer) throws(CodePackageError) -> Entry.Kind {
        switch archive_entry_filetype(entry) {
        case 0o100000: return .file
        case 0o040000: return .directory
        case 0o120000:
            guard let target = archive_entry_symlink_utf8(entry) ?? archive_entry_symlink(entry) else {
                throw .notAnArchive(detail: "a symbolic link has no target")
            }
            return .link(target: String(cString: target))
        default: throw .notAnArchive(detail: "an entry is neither file, directory nor symbolic link")
        }
    }

    /// Unpacks up to `buffer.count` bytes of the current entry; 0 at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CodePackageError) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw damaged }
        return count
    }

    private func check(_ status: CInt) throws(CodePackageError) {
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw damaged }
    }

    private var damaged: CodePackageError {
        .notAnArchive(detail: archive_error_string(archive).map { String(cString: $0) } ?? "unreadable")
    }
}
