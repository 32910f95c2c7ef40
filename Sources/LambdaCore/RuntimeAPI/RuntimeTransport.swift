/// Serves HTTP inside sandboxes: implemented over NIO by the server.
package protocol RuntimeTransport: Sendable {
    /// Serves the Runtime API of `endpoint`, and the gateway, for a sandbox; carries on what goes out to the world.
    ///
    /// Takes ownership of the descriptors. The returned object serves until ``RuntimeService/stop()``.
    func serve(
        _ endpoint: any RuntimeEndpoint,
        on listeners: RuntimeListeners,
        of version: FunctionVersion
    ) async throws(EnvironmentFailure) -> any RuntimeService

    /// Posts a JSON text to a server inside a sandbox; tells whether it answered with success.
    ///
    /// - Parameter socket: a TCP socket of the sandbox's network, not yet connected; this takes ownership of it.
    func post(_ body: [UInt8], to destination: TelemetryDestination, through socket: CInt) async -> Bool
}

/// The sockets of one sandbox's network namespace, non-blocking.
package struct RuntimeListeners: Sendable {
    /// Listen for TCP connections.
    package let runtimeAPI: CInt
    package let gateway: CInt
    /// Listens for TCP connections to the world; nil where the function has no way there.
    package let relay: CInt?
    /// Takes UDP datagrams to name servers.
    package let nameService: CInt?

    package init(runtimeAPI: CInt, gateway: CInt, relay: CInt? = nil, nameService: CInt? = nil) {
        self.runtimeAPI = runtimeAPI
        self.gateway = gateway
        self.relay = relay
        self.nameService = nameService
    }
}
