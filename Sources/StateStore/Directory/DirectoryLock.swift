import Glibc
import Synchronization

/// Proof that this process is the only one that writes to a state directory. The kernel lets go of the lock when the
/// process ends, however it ends, so a lock file left behind locks nothing.
final class DirectoryLock: Sendable {
    /// Nil once the lock is released.
    private let descriptor: Mutex<Int32?>

    /// - Throws: ``StateStoreError/inUse(path:processID:)`` when another process holds the lock.
    init(_ directory: StateDirectory) throws(StateStoreError) {
        let path = directory.lockPath
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .directoryNotUsable(path: directory.path, reason: SystemError.latest.description)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = SystemError.latest
            let holder = Self.processID(in: descriptor)
            close(descriptor)
            guard failure.code == EWOULDBLOCK else {
                throw .directoryNotUsable(path: directory.path, reason: failure.description)
            }
            throw .inUse(path: directory.path, processID: holder)
        }
        let line = "\(getpid())\n"
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, line, line.utf8.count, 0) == line.utf8.count else {
            let failure = SystemError.latest
            close(descriptor)
            throw .directoryNotUsable(path: directory.path, reason: failure.description)
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Lets another process take the lock; only the first call has an effect.
    ///
    /// Unlocks before closing, because a child that is between its fork and its exec still holds the descriptor.
    func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            flock(open, LOCK_UN)
            close(open)
            descriptor = nil
        }
    }

    /// The number that the holder wrote; nil in the instant between its locking and its writing.
    private static func processID(in descriptor: Int32) -> Int32? {
        var digits = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &digits, digits.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: digits[..<count].prefix { $0 != 10 }, as: UTF8.self))
    }
}
