import CSandbox

extension SandboxExit {
    /// What the launcher said about the end of a sandbox.
    init(_ message: csb_exited) {
        let step = String(cString: csb_step_name(message.step))
        let cause: Cause =
            switch csb_exit_cause(message.cause) {
            case CSB_EXIT_STATUS: .status(UInt8(truncatingIfNeeded: message.value))
            case CSB_EXIT_SIGNAL: .signal(message.value)
            case CSB_EXIT_NOT_STARTED: .notStarted(step: step, errorNumber: message.value)
            default: .setupFailed(step: step, errorNumber: message.value)
            }
        self.init(cause: cause, isOutOfMemory: message.is_out_of_memory != 0)
    }
}
