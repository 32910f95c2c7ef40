import Glibc
import Synchronization

/// A file descriptor with exactly one owner: closed on deinitialisation unless it was ``take()``n.
package final class OwnedDescriptor: Sendable {
    private let descriptor: Mutex<CInt?>

    /// Takes ownership of an open descriptor.
    package init(_ descriptor: CInt) {
        self.descriptor = Mutex(descriptor)
    }

    /// Hands the descriptor, and the duty to close it, to the caller; nil when somebody took it before.
    package func take() -> CInt? {
        descriptor.withLock { value in
            defer { value = nil }
            return value
        }
    }

    /// The descriptor for a call that only uses it; -1 when somebody took it.
    var borrowed: CInt {
        descriptor.withLock { $0 ?? -1 }
    }

    deinit {
        if let open = take() {
            close(open)
        }
    }
}
