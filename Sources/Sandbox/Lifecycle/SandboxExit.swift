/// How the main process of a sandbox ended. Every other process of the sandbox is gone by then.
package struct SandboxExit: Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        /// The process returned this status, 0–255.
        case status(UInt8)
        /// The process was killed by this signal.
        case signal(Int32)
        /// The program could not be started; the `errno` of execve(2) or chdir(2).
        case notStarted(errorNumber: Int32)
        /// The launcher itself is gone; everything it started died with it.
        case launcherLost
    }

    package let cause: Cause

    /// The kernel killed a process of this sandbox because the memory limit was reached.
    package let isOutOfMemory: Bool
}
