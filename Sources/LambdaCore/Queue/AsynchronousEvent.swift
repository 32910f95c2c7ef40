/// An accepted event of an asynchronous invocation (`X-Amz-Invocation-Type: Event`), as the queue keeps it.
package struct AsynchronousEvent: Sendable, Equatable {
    /// Lower-case UUID; stays the same over all attempts.
    package var requestID: String
    package var function: FunctionIdentity
    /// The version or alias that was invoked; nil for `$LATEST` by absence. Resolved anew at each attempt.
    package var qualifier: String?
    /// 1 MB at most.
    package var payload: [UInt8]
    package var traceHeader: String
    /// Time of acceptance since 1970-01-01T00:00:00Z.
    package var accepted: Duration
    /// Invocations that ended with a function error.
    package var failedAttempts: Int
    /// Attempts that were throttled or met a fault of the system; they count for back-off only.
    package var deferrals: Int

    package init(
        requestID: String,
        function: FunctionIdentity,
        qualifier: String?,
        payload: [UInt8],
        traceHeader: String,
        accepted: Duration,
        failedAttempts: Int = 0,
        deferrals: Int = 0
    ) {
        self.requestID = requestID
        self.function = function
        self.qualifier = qualifier
        self.payload = payload
        self.traceHeader = traceHeader
        self.accepted = accepted
        self.failedAttempts = failedAttempts
        self.deferrals = deferrals
    }
}
