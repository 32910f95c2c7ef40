/// `Reason` of a `TooManyRequestsException`; the raw value is AWS's spelling.
package enum ThrottleReason: String, Sendable {
    case account = "ConcurrentInvocationLimitExceeded"
    case reserved = "ReservedFunctionConcurrentInvocationLimitExceeded"
}
