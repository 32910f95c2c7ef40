/// What the transport sends back to a runtime.
package struct RuntimeReply: Sendable {
    /// HTTP status code.
    package var status: Int
    /// In order; `Content-Type` is among them, `Content-Length` is the transport's.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension RuntimeReply {
    /// 202, the answer to every call that was taken.
    static let accepted = RuntimeReply(
        status: 202,
        headers: [("Content-Type", "application/json")],
        body: Array("{\"status\":\"OK\"}".utf8)
    )

    static func error(status: Int, type: String, message: String) -> RuntimeReply {
        RuntimeReply(
            status: status,
            headers: [("Content-Type", "application/json")],
            body: JSONText.object([("errorMessage", .string(message)), ("errorType", .string(type))])
        )
    }

    /// An event for the runtime. Headers without a value are left out.
    ///
    /// - Parameter deadlineMilliseconds: when the invocation times out, since 1970-01-01T00:00:00Z.
    static func event(_ invocation: Invocation, deadlineMilliseconds: Int64) -> RuntimeReply {
        var headers: [(name: String, value: String)] = [
            ("Content-Type", "application/json"),
            ("Lambda-Runtime-Aws-Request-Id", invocation.requestID),
            ("Lambda-Runtime-Deadline-Ms", String(deadlineMilliseconds)),
            ("Lambda-Runtime-Invoked-Function-Arn", invocation.invokedFunctionARN),
        ]
        if !invocation.traceHeader.isEmpty {
            headers.append(("Lambda-Runtime-Trace-Id", invocation.traceHeader))
        }
        if let clientContext = invocation.clientContext {
            headers.append(("Lambda-Runtime-Client-Context", clientContext))
        }
        return RuntimeReply(status: 200, headers: headers, body: invocation.payload)
    }
}
