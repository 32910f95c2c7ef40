/// A running sandbox with its runtime.
package protocol EnvironmentProcess: Sendable {
    /// Ends the whole tree of processes and closes its Runtime API; ``EnvironmentObserver/exited(_:)`` follows.
    func kill()

    /// Starts the runtime, which waits for the external extensions. Without such it has been started already.
    func startRuntime()

    /// Asks the runtime to end or, forced, ends it.
    func terminateRuntime(isForced: Bool)

    /// Posts a JSON text to a server inside the sandbox; tells whether it was taken.
    func post(_ body: [UInt8], to destination: TelemetryDestination) async -> Bool

    /// Stops every process until ``thaw()``, which they do not notice; false when this host cannot.
    func freeze() -> Bool

    func thaw()

    /// Reports whatever has been written but not yet reported, on the calling thread, without blocking.
    func drainOutput()

    /// The most memory used so far; nil when the host cannot tell.
    var peakMemoryBytes: UInt64? { get }
}
