/// `Reason` of a `TooManyRequestsException`; the raw value is AWS's spelling.
package enum ThrottleReason: String, Sendable {
    case account = "ConcurrentInvocationLimitExceeded"
    case reserved = "ReservedFunctionConcurrentInvocationLimitExceeded"
    /// More requests a second than ten times the concurrency that functions without a reservation share.
    case accountRate = "FunctionInvocationRateLimitExceeded"
    /// More requests a second than ten times the function's reservation.
    case reservedRate = "ReservedFunctionInvocationRateLimitExceeded"
}
