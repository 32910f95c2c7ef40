import Foundation
package import Logging
import NIOCore
import NIOPosix
import StateStore

/// A running server: the state, the gateway and the listener, put together once at start.
package final class Server: Sendable {
    package static let version = "0.1.0"

    /// Where clients reach the server, such as `http://127.0.0.1:4566`.
    package let endpoint: String
    /// Whether this start made the state.
    package let isFirstStart: Bool
    package let isolation: String

    private let store: StateStore
    private let group: MultiThreadedEventLoopGroup
    private let http: HTTPServer
    private let listener: any Channel

    private init(
        endpoint: String,
        isFirstStart: Bool,
        isolation: String,
        store: StateStore,
        group: MultiThreadedEventLoopGroup,
        http: HTTPServer,
        listener: any Channel
    ) {
        self.endpoint = endpoint
        self.isFirstStart = isFirstStart
        self.isolation = isolation
        self.store = store
        self.group = group
        self.http = http
        self.listener = listener
    }

    /// Opens the state, puts the services together and listens. When it returns, requests are answered.
    package static func start(
        _ configuration: ServerConfiguration,
        installation: Installation,
        environment: [String: String],
        surroundings: Surroundings = .system,
        logger: Logger
    ) async throws(ServerError) -> Server {
        let assembly = try ServerAssembly(
            configuration,
            installation: installation,
            environment: environment,
            surroundings: surroundings,
            logger: logger
        )
        return try await listen(assembly, configuration)
    }

    /// Lets requests in flight finish, then closes everything.
    package func shutDown() async throws {
        try await listener.close()
        await http.shutDown()
        try await group.shutdownGracefully()
        try store.close()
    }

    private static func listen(
        _ assembly: ServerAssembly,
        _ configuration: ServerConfiguration
    ) async throws(ServerError) -> Server {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(2, System.coreCount))
        let http = HTTPServer(group: group, responder: assembly.gateway)
        let listener: any Channel
        do {
            listener = try await http.listen(host: configuration.host, port: configuration.port)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(host: configuration.host, port: configuration.port)
        } catch {
            throw .cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
        }
        let port = listener.localAddress?.port ?? configuration.port
        let endpoint = "http://\(configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host):\(port)"
        let notice = ServerNotice(endpoint: endpoint, region: configuration.region, account: configuration.account)
        try notice.write(to: assembly.store.directory)
        return Server(
            endpoint: endpoint,
            isFirstStart: assembly.isFirstStart,
            isolation: assembly.isolation,
            store: assembly.store,
            group: group,
            http: http,
            listener: listener
        )
    }
}
