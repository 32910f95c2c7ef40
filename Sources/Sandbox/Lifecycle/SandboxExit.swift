/// How the main process of a sandbox ended. Every other process of the sandbox is gone by then.
package struct SandboxExit: Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        /// The process returned this status, 0–255.
        case status(UInt8)
        /// The process was killed by this signal.
        case signal(Int32)
        /// The program could not be started: the step that failed, in words, and its `errno`.
        case notStarted(step: String, errorNumber: Int32)
        /// The sandbox could not be completed after its listeners existed: the step that failed and its `errno`.
        case setupFailed(step: String, errorNumber: Int32)
        /// The launcher itself is gone; everything it started died with it.
        case launcherLost
    }

    package let cause: Cause

    /// The kernel killed a process of this sandbox because the memory limit was reached.
    package let isOutOfMemory: Bool
}
