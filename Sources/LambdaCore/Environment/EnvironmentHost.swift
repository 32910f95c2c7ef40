/// Makes the processes in which functions run. ``SandboxHost`` does it for real.
package protocol EnvironmentHost: Sendable {
    /// Makes a sandbox for `plan`, serves the Runtime API in it through `endpoint`, and lets the runtime start.
    ///
    /// Calls ``EnvironmentObserver/starting(_:runtime:notes:extensions:)`` before anything of the runtime can be observed, and
    /// returns or throws afterwards; the runtime may have called `endpoint` by then. A package that brings nothing to
    /// start is no failure of the host: ``EnvironmentObserver/exited(_:)`` tells it, and nothing else happens.
    func start(
        _ plan: EnvironmentPlan,
        endpoint: any RuntimeEndpoint,
        observer: any EnvironmentObserver
    ) async throws(EnvironmentFailure)
}
