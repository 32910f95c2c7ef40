import LambdaCore
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves HTTP on the listeners inside sandboxes: the Runtime API, and the gateway for the function's own calls.
final class SandboxTransport: RuntimeTransport {
    private let group: MultiThreadedEventLoopGroup
    private let outbound: OutboundRelay
    /// Set once the gateway exists: it needs the invoker, which needs this.
    private let gateway = Mutex<HTTPServer?>(nil)

    init(group: MultiThreadedEventLoopGroup) {
        self.group = group
        outbound = OutboundRelay(group: group)
    }

    func attach(gateway server: HTTPServer) {
        gateway.withLock { $0 = server }
    }

    func serve(
        _ endpoint: any RuntimeEndpoint,
        on sockets: RuntimeListeners,
        of version: LambdaCore.FunctionVersion
    ) async throws(EnvironmentFailure) -> any RuntimeService {
        guard let server = gateway.withLock({ $0 }) else { throw .shuttingDown }
        do {
            let connections = RuntimeConnections()
            let runtime = try await runtimeBootstrap(endpoint, connections).withBoundSocket(sockets.runtimeAPI).get()
            let calls = try await server.serve(
                listeningSocket: sockets.gateway,
                as: .sandbox(environmentID: version.function.arn)
            )
            var listeners = [runtime, calls]
            if let relay = sockets.relay, let names = sockets.nameService {
                listeners.append(try await outbound.serve(relay: relay, connections))
                listeners.append(try await outbound.serve(nameService: names))
            }
            return SandboxListeners(listeners: listeners, connections: connections)
        } catch {
            throw .sandbox(reason: "\(error)")
        }
    }

    func post(_ body: [UInt8], to destination: TelemetryDestination, through socket: CInt) async -> Bool {
        await TelemetryPost.send(body, to: destination, through: socket, group: group)
    }

    private func runtimeBootstrap(_ endpoint: any RuntimeEndpoint, _ connections: RuntimeConnections) -> ServerBootstrap
    {
        ServerBootstrap(group: group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                connections.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: true)
                    try pipeline.addHandler(RuntimeConnection(endpoint: endpoint))
                }
            }
    }
}

/// The connections of one environment, to be closed with it.
final class RuntimeConnections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    func add(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        channels.withLock { $0[key] = channel }
        channel.closeFuture.whenComplete { [weak self] _ in
            self?.channels.withLock { _ = $0.removeValue(forKey: key) }
        }
    }

    func closeAll() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }
}

/// What is served for one environment.
private struct SandboxListeners: RuntimeService {
    let listeners: [any Channel]
    let connections: RuntimeConnections

    func stop() {
        for listener in listeners { listener.close(promise: nil) }
        connections.closeAll()
    }
}
