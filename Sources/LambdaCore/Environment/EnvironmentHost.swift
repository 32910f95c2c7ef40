/// Makes the processes in which functions run. ``SandboxHost`` does it for real.
package protocol EnvironmentHost: Sendable {
    /// Makes a sandbox for `plan`, serves the Runtime API in it through `endpoint`, and lets the runtime start.
    ///
    /// Calls ``EnvironmentObserver/starting(_:runtime:notes:)`` before anything of the runtime can be observed, and
    /// returns or throws afterwards; the runtime may have called `endpoint` by then. A package that brings nothing to
    /// start is no failure of the host: ``EnvironmentObserver/exited(_:)`` tells it, and nothing else happens.
    func start(
        _ plan: EnvironmentPlan,
        endpoint: any RuntimeEndpoint,
        observer: any EnvironmentObserver
    ) async throws(EnvironmentFailure)
}

/// What is to run, and with which variables.
package struct EnvironmentPlan: Sendable {
    package var version: FunctionVersion
    /// The complete environment of the runtime, in order.
    package var variables: [(name: String, value: String)]

    package init(version: FunctionVersion, variables: [(name: String, value: String)]) {
        self.version = version
        self.variables = variables
    }
}

/// A running sandbox with its runtime.
package protocol EnvironmentProcess: Sendable {
    /// Ends the whole tree of processes and closes its Runtime API; ``EnvironmentObserver/exited(_:)`` follows.
    func kill()

    /// Reports whatever has been written but not yet reported, on the calling thread, without blocking.
    func drainOutput()

    /// The most memory used so far; nil when the host cannot tell.
    var peakMemoryBytes: UInt64? { get }
}

/// Hears what happens in a sandbox. Calls may come on any thread, but those about output in order.
package protocol EnvironmentObserver: Sendable {
    /// The sandbox exists and its runtime is about to start.
    ///
    /// - Parameters:
    ///   - runtime: what runs, for the `INIT_START` line, such as `python:3.12.1`.
    ///   - notes: sentences about what this host cannot do as AWS does.
    func starting(_ process: any EnvironmentProcess, runtime: String, notes: [String])

    func wrote(_ bytes: [UInt8], to output: OutputChannel)

    /// The process has ended. Called once, after the last output.
    func exited(_ exit: RuntimeExit)

    /// The sandbox broke before the runtime could start. Called in place of ``exited(_:)``.
    func failed(_ failure: EnvironmentFailure)
}

package enum OutputChannel: Sendable {
    case standardOutput
    case standardError
}
