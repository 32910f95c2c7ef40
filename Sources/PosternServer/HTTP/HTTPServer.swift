package import NIOCore
import NIOHTTP1
package import NIOPosix

/// Listens and serves HTTP/1.1: on the main address, and on sockets made elsewhere (inside sandboxes).
package final class HTTPServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let responder: any HTTPResponder
    private let limits: HTTPLimits
    private let drain = ConnectionDrain()

    package init(group: MultiThreadedEventLoopGroup, responder: any HTTPResponder, limits: HTTPLimits = HTTPLimits()) {
        self.group = group
        self.responder = responder
        self.limits = limits
    }

    /// Listens on a host and a port; port 0 lets the kernel choose. Throws the operating system's error.
    package func listen(host: String, port: Int) async throws -> any Channel {
        try await bootstrap(.main)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: host, port: port).get()
    }

    /// Serves a socket that is bound and listening already. Takes the descriptor over.
    package func serve(listeningSocket: CInt, as listener: Ingress.Listener) async throws -> any Channel {
        try await bootstrap(listener).withBoundSocket(listeningSocket).get()
    }

    /// Lets requests in flight finish, then closes every connection.
    package func shutDown() async {
        await drain.drain(timeout: limits.drainTimeout)
    }

    private func bootstrap(_ listener: Ingress.Listener) -> ServerBootstrap {
        let (responder, limits, drain) = (responder, limits, drain)
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let connection = HTTPConnection(
                        responder: responder,
                        limits: limits,
                        listener: listener,
                        drain: drain
                    )
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ArrivalClock(connection))
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: false)
                    try pipeline.addHandler(connection)
                }
            }
    }
}
