/// Hears what becomes of invocations: for metrics and traces. Calls come on any thread and must not block.
package protocol InvocationObserver: Sendable {
    /// An event has got a place.
    ///
    /// - Parameter concurrency: executions of the function under way, this one included.
    func began(_ invocation: Invocation, concurrency: Int)

    /// What became of an event, whether it had a place or not.
    func ended(_ invocation: Invocation, _ outcome: InvocationOutcome)

    /// How long the function's own code ran for an event, without init, as its `REPORT` line says; before or after
    /// ``ended(_:_:)``.
    func reported(requestID: String, of version: FunctionVersion, duration: Duration)
}
