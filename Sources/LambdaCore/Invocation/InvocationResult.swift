/// The answer of a function, or of Lambda in its place.
package struct InvocationResult: Sendable, Equatable {
    /// The response, or the error object when ``functionError`` is set. Of a response that went to a ``ResponseSink``
    /// nothing is repeated here: it is empty unless the response ended badly.
    package var payload: [UInt8]
    /// `X-Amz-Function-Error`; nil after success.
    package var functionError: FunctionError?
    /// `X-Amz-Executed-Version`.
    package var executedVersion: String
    /// The last 4 KB of log, not yet in base64; nil unless the invocation asked for it.
    package var logTail: [UInt8]?

    package init(
        payload: [UInt8],
        functionError: FunctionError? = nil,
        executedVersion: String,
        logTail: [UInt8]? = nil
    ) {
        self.payload = payload
        self.functionError = functionError
        self.executedVersion = executedVersion
        self.logTail = logTail
    }
}
