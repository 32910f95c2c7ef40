/// Serves HTTP inside sandboxes: implemented over NIO by the server.
package protocol RuntimeTransport: Sendable {
    /// Serves the Runtime API of `endpoint` on `runtimeListener`, and the gateway on `gatewayListener`, for a sandbox.
    ///
    /// Takes ownership of both descriptors (listening TCP sockets inside the sandbox's network namespace).
    /// The returned object serves until ``RuntimeService/stop()``.
    func serve(
        _ endpoint: any RuntimeEndpoint,
        runtimeListener: CInt,
        gatewayListener: CInt,
        of version: FunctionVersion
    ) async throws(EnvironmentFailure) -> any RuntimeService
}
