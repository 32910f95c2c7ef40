/// An invocation and whoever waits for its outcome.
struct PendingInvocation: Sendable {
    let invocation: Invocation
    /// Called exactly once, on any thread.
    let complete: @Sendable (InvocationOutcome) -> Void

    /// The outcome of an event that ran, well or badly.
    func outcome(_ payload: [UInt8], error: FunctionError? = nil, logTail: [UInt8]? = nil) -> InvocationOutcome {
        .finished(
            InvocationResult(
                payload: payload,
                functionError: error,
                executedVersion: invocation.version.version,
                logTail: logTail
            )
        )
    }
}
