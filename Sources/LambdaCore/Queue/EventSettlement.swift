package import StateStore

/// The end of an asynchronous event.
package struct EventSettlement: Sendable {
    /// `condition` of the record that destinations get.
    package enum Condition: String, Sendable {
        case success = "Success"
        case retriesExhausted = "RetriesExhausted"
        case eventAgeExceeded = "EventAgeExceeded"
        case zeroReservedConcurrency = "ZeroReservedConcurrency"
        /// The function or the version that was invoked is gone. Lambda drops such an event without a record.
        case functionDeleted
    }

    package var event: QueuedInvocation
    package var condition: Condition
    /// What the last attempt gave; nil when it did not run.
    package var result: InvocationResult?
    /// `approximateInvokeCount`.
    package var invokeCount: Int
}
