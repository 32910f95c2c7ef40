/// Why a Runtime API call is refused, and how AWS answers it.
///
/// Source: behaviour of AWS's Runtime Interface Emulator.
enum RuntimeRefusal: Sendable, Equatable {
    /// 403: the call does not fit what the runtime did before.
    case invalidTransition(from: String, to: String)
    /// 400: the answer is for another event than the current one.
    case wrongRequestID
    /// 400: `Lambda-Runtime-Function-Response-Mode` has an unknown value.
    case invalidResponseMode
    /// 413.
    case tooLarge
    /// 403: the environment has ended; nothing that calls from it is served.
    case stopped

    var reply: RuntimeReply {
        .error(status: status, type: errorType, message: message)
    }

    private var status: Int {
        switch self {
        case .invalidTransition, .stopped: 403
        case .wrongRequestID, .invalidResponseMode: 400
        case .tooLarge: 413
        }
    }

    private var errorType: String {
        switch self {
        case .invalidTransition, .stopped: "InvalidStateTransition"
        case .wrongRequestID: "InvalidRequestID"
        case .invalidResponseMode: "InvalidFunctionResponseMode"
        case .tooLarge: "RequestEntityTooLarge"
        }
    }

    private var message: String {
        switch self {
        case .invalidTransition(let from, let to):
            "State transition from \(from) to \(to) failed for runtime. Error: State transition is not allowed"
        case .stopped: "The execution environment has ended"
        case .wrongRequestID: "Invalid request ID"
        case .invalidResponseMode: "Invalid function response mode"
        case .tooLarge: "Exceeded maximum allowed payload size (\(FunctionFailure.maximumResponseBytes) bytes)."
        }
    }
}
