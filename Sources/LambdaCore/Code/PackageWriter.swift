import CArchive
import Glibc

/// Makes a deployment package of a directory, as `zip -r` would: the same files give the same bytes.
package struct PackageWriter {
    /// What no function needs and what changes without its code changing.
    package static let ignoredNames: Set<String> = [".git", "__pycache__", ".DS_Store"]
    /// 1980-01-01, the first day that ZIP knows: when a file was saved is no part of the code.
    private static let time = 315_532_800

    private let directory: String

    package init(directory: String) {
        self.directory = directory
    }

    /// The ZIP archive. Links are followed where they lead to files; what is neither file nor directory is left out.
    package func archive() throws(CodePackageError) -> [UInt8] {
        let sink = ArchiveBytes()
        guard let archive = archive_write_new() else {
            throw .storageFailed(step: "archive_write_new", errorNumber: ENOMEM)
        }
        // An archive that was not closed writes what it holds when it is freed, so the sink must outlive it.
        defer { withExtendedLifetime(sink) { _ = archive_write_free(archive) } }
        let context = Unmanaged.passUnretained(sink).toOpaque()
        let write: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Int = {
            _,
            context,
            bytes,
            count in
            guard let context, let bytes else { return -1 }
            let sink = Unmanaged<ArchiveBytes>.fromOpaque(context).takeUnretainedValue()
            sink.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
            return count
        }
        try check(archive_write_set_format_zip(archive), "archive_write_set_format_zip")
        try check(archive_write_open(archive, context, nil, write, nil), "archive_write_open")
        try ArchiveReader.inUTF8Locale { () throws(CodePackageError) in try add(directory, as: "", to: archive) }
        try check(archive_write_close(archive), "archive_write_close")
        return sink.bytes
    }

    private func add(_ directory: String, as prefix: String, to archive: OpaquePointer) throws(CodePackageError) {
        for name in try FileTree.names(in: directory) where !Self.ignoredNames.contains(name) {
            let path = "\(directory)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: try add(path, as: "\(prefix)\(name)/", to: archive)
            case S_IFREG: try add(path, status, as: prefix + name, to: archive)
            default: continue
            }
        }
    }

    private func add(
        _ path: String,
        _ status: stat,
        as name: String,
        to archive: OpaquePointer
    ) throws(CodePackageError) {
        guard let file = fopen(path, "r") else { throw .storageFailed(step: "open \(path)", errorNumber: errno) }
        defer { fclose(file) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { content += buffer[..<count] }
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, Int64(content.count))
        archive_entry_set_mode(entry, S_IFREG | (status.st_mode & 0o111 == 0 ? 0o644 : 0o755))
        archive_entry_set_mtime(entry, Self.time, 0)
        try check(archive_write_header(archive, entry), "archive_write_header \(name)")
        guard content.withUnsafeBytes({ archive_write_data(archive, $0.baseAddress, $0.count) }) == content.count else {
            throw .storageFailed(step: "archive_write_data \(name)", errorNumber: EIO)
        }
    }

    private func check(_ status: CInt, _ step: String) throws(CodePackageError) {
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw .storageFailed(step: step, errorNumber: EIO) }
    }
}

/// Where libarchive writes to, during one call only.
private final class ArchiveBytes {
    var bytes: [UInt8] = []
}
