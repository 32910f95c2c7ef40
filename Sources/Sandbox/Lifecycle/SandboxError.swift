/// Why a sandbox, or the launcher that makes sandboxes, could not be had.
package enum SandboxError: Error, Sendable, Equatable {
    /// The directory could not be opened; `errno` of open(2).
    case directoryUnavailable(path: String, errorNumber: Int32)
    /// The launcher program could not be started.
    case launcherNotStarted(path: String, errorNumber: Int32)
    /// The launcher ended or broke the protocol; every sandbox it made is gone.
    case launcherLost
    /// The specification exceeds a limit of the protocol; the text names the field and the limit.
    case invalidSpecification(String)
    /// This host offers no isolation that may be used; the text says what to change.
    case isolationUnavailable(String)
    /// The launcher could not make the sandbox: the step that failed and its `errno`.
    case creationFailed(step: String, errorNumber: Int32)
    /// Sandboxes cannot be frozen on this host.
    case freezingUnavailable
    /// The kernel refused to freeze or thaw; usually the sandbox has ended.
    case freezeFailed(errorNumber: Int32)
}
