import Glibc
import Synchronization

/// An open file that only its owner may read (mode 0600 when made here); closed with the value.
struct PrivateFile: ~Copyable {
    let path: String
    let descriptor: Int32

    /// - Parameter flags: those of open(2); the descriptor is never inherited by a child.
    init(path: String, flags: Int32) throws(SystemError) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .latest }
    }

    deinit { close(descriptor) }

    /// Permission bits of the file, such as 0o600.
    func mode() throws(SystemError) -> mode_t {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .latest }
        return status.st_mode & 0o7777
    }

    /// - Parameter offset: bytes from the start of the file.
    func seek(to offset: Int64) throws(SystemError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .latest }
    }

    /// What stands from the current position to the end of the file, or to the limit.
    func read(limitBytes: Int = .max) throws(SystemError) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limitBytes, 1 << 18))
        while content.count < limitBytes {
            let count = Glibc.read(descriptor, &chunk, min(chunk.count, limitBytes - content.count))
            if count > 0 {
                content += chunk[..<count]
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw .latest
            }
        }
        return content
    }

    /// Writes every byte, in as many calls as the system needs.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .latest
            }
        }
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        try bytes.withUnsafeBufferPointer { bytes throws(SystemError) in try write(UnsafeRawBufferPointer(bytes)) }
    }

    /// Returns when the content is on the disk.
    func synchronize() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw .latest }
    }
}

extension PrivateFile {
    /// Puts a complete file in place in one step: after a crash there is the old content, or the new, never a part.
    ///
    /// Two threads may replace the same file: each has a draft of its own.
    static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
        let number = drafts.add(1, ordering: .relaxed).newValue
        let draft = "\(path).\(getpid())-\(number).new"
        do {
            let file = try PrivateFile(path: draft, flags: O_WRONLY | O_CREAT | O_TRUNC)
            try file.write(bytes)
            try file.synchronize()
        }
        guard rename(draft, path) == 0 else { throw .latest }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try PrivateFile(path: folder, flags: O_RDONLY | O_DIRECTORY).synchronize()
    }

    private static let drafts = Atomic<Int>(0)
}
