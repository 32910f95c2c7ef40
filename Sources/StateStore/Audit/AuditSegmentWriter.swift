import Glibc

/// The open end of the newest segment.
struct AuditSegmentWriter: ~Copyable {
    let segment: AuditSegment
    private(set) var sizeBytes: Int64 = 0
    private let file: PrivateFile
    /// A torn line could not be cut off; whatever came after it would be lost with it.
    private var isBroken = false

    init(creating segment: AuditSegment) throws(SystemError) {
        self.segment = segment
        file = try PrivateFile(path: segment.path, flags: O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
    }

    /// Appends all bytes or none: after a failure the file is cut back, so that no torn line stands before a later one.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        guard !isBroken else { throw SystemError(code: EIO) }
        do {
            try file.write(bytes)
            sizeBytes += Int64(bytes.count)
        } catch {
            isBroken = ftruncate(file.descriptor, off_t(sizeBytes)) != 0
            throw error
        }
    }

    /// A descriptor of its own for synchronizing the file while others append.
    func duplicateDescriptor() throws(SystemError) -> Int32 {
        let duplicate = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else { throw .latest }
        return duplicate
    }
}
