import Foundation
import LambdaCore
package import Logging
import NIOCore
import NIOPosix
import Sandbox
import StateStore

/// A running server: the state, the gateway and the listener, put together once at start.
package final class Server: Sendable {
    package static let version = "0.1.0"

    /// Where clients reach the server, such as `http://127.0.0.1:4566`.
    package let endpoint: String
    /// Whether this start made the state.
    package let isFirstStart: Bool
    package let isolation: String
    /// One line on whether root was given up; nil for a server that was never root.
    package let privilege: String?

    private let assembly: ServerAssembly
    private let group: MultiThreadedEventLoopGroup
    private let http: HTTPServer
    private let listener: any Channel
    private let retention: Task<Void, Never>

    private init(
        _ assembly: ServerAssembly,
        endpoint: String,
        group: MultiThreadedEventLoopGroup,
        http: HTTPServer,
        listener: any Channel,
        privilege: String?
    ) {
        self.endpoint = endpoint
        self.privilege = privilege
        isFirstStart = assembly.isFirstStart
        isolation = assembly.functions.launcher.isolation.summary
        self.assembly = assembly
        self.group = group
        self.http = http
        self.listener = listener
        retention = Task { await assembly.retention.run() }
    }

    /// Opens the state, puts the services together and listens. When it returns, requests are answered.
    package static func start(
        _ configuration: ServerConfiguration,
        installation: Installation,
        environment: [String: String],
        surroundings: Surroundings = .system,
        logger: Logger
    ) async throws(ServerError) -> Server {
        OpenFiles.raiseLimit()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(2, System.coreCount))
        let assembly = try await ServerAssembly.make(
            configuration,
            installation: installation,
            environment: environment,
            surroundings: surroundings,
            group: group,
            logger: logger
        )
        let http = HTTPServer(group: group, responder: assembly.gateway)
        assembly.functions.transport.attach(gateway: http)
        let listener = try await listen(http, configuration)
        assembly.urlAddress.listen(onPort: listener.localAddress?.port ?? configuration.port)
        let endpoint = endpoint(of: listener, configuration)
        let notice = ServerNotice(endpoint: endpoint, region: configuration.region, account: configuration.account)
        try notice.write(to: assembly.store.directory)
        let outcome = try Privilege.giveUp(
            for: Privilege.identity(environment: environment),
            stateDirectory: configuration.stateDirectory,
            needed: [installation.policiesDirectory] + configuration.watchedDirectories.map(\.path)
        )
        assembly.followFunctions()
        await assembly.settleFunctions()
        assembly.asynchronous.resume()
        assembly.watchers.start()
        return Server(
            assembly,
            endpoint: endpoint,
            group: group,
            http: http,
            listener: listener,
            privilege: outcome.sentence
        )
    }

    /// Lets requests in flight finish, then ends the functions and closes everything.
    package func shutDown() async throws {
        assembly.watchers.stop()
        retention.cancel()
        try await listener.close()
        await http.shutDown()
        await assembly.asynchronous.stop()
        assembly.invoker.shutdown()
        await assembly.invoker.allGone()
        await assembly.logs.drain()
        assembly.lambdaMetrics.flush()
        assembly.functions.launcher.shutdown()
        try await group.shutdownGracefully()
        try assembly.store.close()
    }

    private static func listen(
        _ http: HTTPServer,
        _ configuration: ServerConfiguration
    ) async throws(ServerError) -> any Channel {
        do {
            return try await http.listen(host: configuration.host, port: configuration.port)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(host: configuration.host, port: configuration.port)
        } catch {
            throw .cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
        }
    }

    private static func endpoint(of listener: any Channel, _ configuration: ServerConfiguration) -> String {
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        return "http://\(host):\(listener.localAddress?.port ?? configuration.port)"
    }
}
