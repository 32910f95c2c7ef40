/// One event for one function version, already authenticated and authorised.
package struct Invocation: Sendable {
    /// Lower-case UUID: `x-amzn-RequestId`, and what the runtime and the log lines are told.
    package var requestID: String
    package var version: FunctionVersion
    /// As the caller named it, qualifier included.
    package var invokedFunctionARN: String
    /// A JSON text the gateway has checked; 6 MB at most.
    package var payload: [UInt8]
    /// JSON text of the client context (the header is base64 of it); nil when absent.
    package var clientContext: String?
    /// `Root=1-…;Parent=…;Sampled=0`.
    package var traceHeader: String
    /// Whether the caller asked for the last 4 KB of log (`X-Amz-Log-Type: Tail`).
    package var wantsLogTail: Bool
    /// Where a response that the function streams goes; nil gathers it into the outcome's payload.
    package var responseSink: (any ResponseSink)?

    package init(
        requestID: String,
        version: FunctionVersion,
        invokedFunctionARN: String,
        payload: [UInt8],
        clientContext: String? = nil,
        traceHeader: String,
        wantsLogTail: Bool = false,
        responseSink: (any ResponseSink)? = nil
    ) {
        self.requestID = requestID
        self.version = version
        self.invokedFunctionARN = invokedFunctionARN
        self.payload = payload
        self.clientContext = clientContext
        self.traceHeader = traceHeader
        self.wantsLogTail = wantsLogTail
        self.responseSink = responseSink
    }
}
