import CSandbox
import Glibc

/// An open directory that can be shown inside sandboxes.
///
/// Sandboxes are given directories as open descriptors, never as paths: the privileged launcher mounts only what the
/// server could open itself. Open the handles that need privilege (an interpreter under `/root`, say) before the
/// server gives its privilege up; a handle stays good afterwards.
package final class DirectoryHandle: Sendable {
    /// The path the directory was opened by, for messages only.
    package let path: String

    /// An `O_PATH` descriptor, closed when the handle goes away.
    let descriptor: CInt

    /// Opens the directory at `path`, following symbolic links.
    package init(path: String) throws(SandboxError) {
        let descriptor = csb_open_directory(path)
        guard descriptor >= 0 else {
            throw .directoryUnavailable(path: path, errorNumber: -descriptor)
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}

/// A handle is equal to itself only: two of the same directory may show it at different times.
extension DirectoryHandle: Hashable {
    package static func == (left: DirectoryHandle, right: DirectoryHandle) -> Bool {
        left === right
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
