/// A failure for which Lambda, not the function, writes the error object.
///
/// Source: answers recorded from AWS, and AWS's Runtime Interface Emulator for the exit messages.
enum FunctionFailure: Sendable, Equatable {
    case timedOut(after: Duration)
    /// The runtime ended while an event, or its own start, was under way.
    case exited(RuntimeExit)
    case responseTooLarge
    case invalidResponseMode
    /// The runtime hung up in the middle of a streamed response.
    case truncatedResponse
    /// A streamed response exceeded its own, larger bound.
    case streamTooLarge
    /// An extension ended or reported that it cannot go on.
    case extensionFailed(type: String, reason: String)

    /// 6 MiB and 100 bytes.
    static let maximumResponseBytes = 6_291_556
    /// 200 MB.
    ///
    /// Source: "Lambda quotas", AWS Lambda Developer Guide.
    static let maximumStreamBytes = 200 << 20

    /// `errorType` of the object.
    var errorType: String {
        switch self {
        case .timedOut: "Sandbox.Timedout"
        case .exited(let exit): exit.errorType
        case .responseTooLarge, .streamTooLarge: "Function.ResponseSizeTooLarge"
        case .truncatedResponse: "Runtime.TruncatedResponse"
        case .extensionFailed(let type, _): type
        case .invalidResponseMode: "Runtime.InvalidResponseModeHeader"
        }
    }

    /// How reports count it.
    var status: InvocationReport.Status {
        switch self {
        case .timedOut: .timeout
        // The error object says no more than that the runtime was killed.
        case .exited(let exit) where exit.isOutOfMemory: .error(type: "Runtime.OutOfMemory")
        default: .error(type: errorType)
        }
    }

    /// The error object that the caller gets.
    func body(requestID: String) -> [UInt8] {
        JSONText.object([
            ("errorType", .string(errorType)), ("errorMessage", .string(message(requestID: requestID))),
        ])
    }

    /// `errorMessage` of the object.
    func message(requestID: String) -> String {
        switch self {
        case .timedOut(let timeout):
            "RequestId: \(requestID) Error: Task timed out after \(timeout.secondsText) seconds"
        case .exited(let exit):
            "RequestId: \(requestID) Error: \(exit.sentence)"
        case .responseTooLarge:
            "Response payload size exceeded maximum allowed payload size (\(Self.maximumResponseBytes) bytes)."
        case .invalidResponseMode:
            "RequestId: \(requestID) Error: Invalid function response mode"
        case .extensionFailed(_, let reason):
            "RequestId: \(requestID) Error: \(reason)"
        case .truncatedResponse:
            "RequestId: \(requestID) Error: Response truncated"
        case .streamTooLarge:
            "Response payload size exceeded maximum allowed payload size (\(Self.maximumStreamBytes) bytes)."
        }
    }
}
