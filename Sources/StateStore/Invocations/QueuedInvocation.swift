/// An asynchronous invocation that Lambda has accepted and not finished yet.
package struct QueuedInvocation: Sendable, Equatable {
    /// The request id the caller was given; the same over all attempts, and the key in the queue.
    package let requestID: String
    package let scope: Scope
    package let functionName: String
    /// The version or alias that was invoked; nil for the unqualified function.
    package let qualifier: String?
    /// 1 MiB at most.
    package let payload: [UInt8]
    /// The `X-Amzn-Trace-Id` of the invocation.
    package let traceHeader: String
    package let acceptedAt: Timestamp
    /// Attempts that ended with a function error.
    package var failedAttempts: Int
    /// Attempts that were throttled or met a fault of the system; they count for back-off only.
    package var deferrals: Int

    package init(
        requestID: String,
        scope: Scope,
        functionName: String,
        qualifier: String? = nil,
        payload: [UInt8],
        traceHeader: String,
        acceptedAt: Timestamp,
        failedAttempts: Int = 0,
        deferrals: Int = 0
    ) {
        self.requestID = requestID
        self.scope = scope
        self.functionName = functionName
        self.qualifier = qualifier
        self.payload = payload
        self.traceHeader = traceHeader
        self.acceptedAt = acceptedAt
        self.failedAttempts = failedAttempts
        self.deferrals = deferrals
    }
}
