/// What became of an invocation.
package enum InvocationOutcome: Sendable {
    /// The function ran, well or badly: HTTP 200 either way.
    case finished(InvocationResult)
    /// 429 `TooManyRequestsException`; nothing ran.
    case throttled(ThrottleReason)
    /// Nothing ran because its environment could not be made.
    case unavailable(EnvironmentFailure)
}
