/// What an extension can register for, in AWS's spelling.
enum ExtensionEvent: String, Sendable {
    case invoke = "INVOKE"
    case shutdown = "SHUTDOWN"
}

/// `shutdownReason` of a `SHUTDOWN` event, in AWS's spelling.
enum ShutdownReason: String, Sendable {
    /// The environment is no longer needed.
    case spindown = "SPINDOWN"
    /// The function took too long.
    case timeout = "TIMEOUT"
    /// The runtime or an extension ended or reported that it cannot go on.
    case failure = "FAILURE"
}

extension RuntimeReply {
    /// - Parameters:
    ///   - deadlineMilliseconds: as for the runtime's own event.
    ///   - identifier: a new UUID.
    static func invokeEvent(
        _ invocation: Invocation,
        deadlineMilliseconds: Int64,
        identifier: String
    ) -> RuntimeReply {
        extensionEvent(
            [
                ("eventType", .string(ExtensionEvent.invoke.rawValue)),
                ("deadlineMs", .number(String(deadlineMilliseconds))),
                ("requestId", .string(invocation.requestID)),
                ("invokedFunctionArn", .string(invocation.invokedFunctionARN)),
                (
                    "tracing",
                    .object([("type", .string("X-Amzn-Trace-Id")), ("value", .string(invocation.traceHeader))])
                ),
            ],
            identifier
        )
    }

    static func shutdownEvent(
        _ reason: ShutdownReason,
        deadlineMilliseconds: Int64,
        identifier: String
    ) -> RuntimeReply {
        extensionEvent(
            [
                ("eventType", .string(ExtensionEvent.shutdown.rawValue)),
                ("shutdownReason", .string(reason.rawValue)),
                ("deadlineMs", .number(String(deadlineMilliseconds))),
            ],
            identifier
        )
    }

    private static func extensionEvent(
        _ members: [(name: String, value: JSONText.Value)],
        _ identifier: String
    ) -> RuntimeReply {
        RuntimeReply(
            status: 200,
            headers: [("Content-Type", "application/json"), ("Lambda-Extension-Event-Identifier", identifier)],
            body: JSONText.object(members)
        )
    }
}
