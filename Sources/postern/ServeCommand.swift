import ArgumentParser
import Dispatch
import Foundation
import Logging
import PosternServer

/// `postern serve`: the server, in the foreground until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve AWS Lambda and the services around it on this machine.",
        discussion: """
            The first start makes the account and its root access key; 'postern env' prints them for a shell.
            SIGTERM and SIGINT let requests in flight finish and end the server with status 0.

            EXAMPLE
              postern serve --listen 127.0.0.1:4566 --region eu-west-1
              postern serve --watch hello=./src
            """
    )

    @OptionGroup var state: StateOptions

    @Option(help: "The address and port to listen on; port 0 lets the system choose.")
    var listen = ListenAddress(host: "127.0.0.1", port: 4566)

    @Option(help: "The account's twelve digits.")
    var account = AccountNumber(digits: "000000000000")

    @Option(help: "The region of every regional service.")
    var region = RegionName(name: "us-east-1")

    @Option(help: "'enforce' refuses what policies deny; 'audit' lets it pass and records it as denied.")
    var enforcement = ServerConfiguration.Enforcement.enforce

    @Flag(help: "Serve POST /_postern/reset, which empties the state.")
    var allowReset = false

    @Flag(help: "Let aws:SecureTransport be false for plain HTTP, also from this host.")
    var strictTransport = false

    @Option(help: "How many times faster than the wall the clock of retries and event ages runs.")
    var timeScale = 1.0

    @Option(help: "The account's concurrent executions; 100 of them always stay unreserved.")
    var concurrentExecutions = 1_000

    @Flag(help: "Give functions no way to the internet; they still reach the gateway.")
    var noInternet = false

    @Option(help: "FUNCTION=DIR: give the function the code in the directory, now and whenever a file is saved.")
    var watch: [WatchArgument] = []

    func validate() throws {
        for argument in watch where !argument.exists {
            throw ValidationError(
                "--watch \(argument.directory.functionName): there is no directory \(argument.directory.path)"
            )
        }
        guard concurrentExecutions > 0 else { throw ValidationError("--concurrent-executions takes a number above 0") }
        guard timeScale > 0, timeScale.isFinite else { throw ValidationError("--time-scale takes a number above 0") }
    }

    func run() async throws {
        let signals = StopSignals()
        let server = try await start()
        announce(server)
        await signals.wait()
        Terminal.write("stopping\n")
        try await server.shutDown()
    }

    private func start() async throws -> Server {
        do {
            return try await Server.start(
                configuration,
                installation: try Installation.current(),
                environment: ProcessInfo.processInfo.environment,
                logger: Logger(label: "postern") { StreamLogHandler.standardError(label: $0) }
            )
        } catch let error as ServerError {
            throw CommandFailure("\(error)")
        } catch let error as InstallationError {
            throw CommandFailure("\(error)")
        }
    }

    private var configuration: ServerConfiguration {
        ServerConfiguration(
            stateDirectory: state.directory,
            host: listen.host,
            port: listen.port,
            account: account.digits,
            region: region.name,
            enforcement: enforcement,
            allowsReset: allowReset,
            strictTransport: strictTransport,
            timeScale: timeScale,
            concurrentExecutions: concurrentExecutions,
            reachesInternet: !noInternet,
            watchedDirectories: watch.map(\.directory)
        )
    }

    private func announce(_ server: Server) {
        let command = CommandLine.arguments.first ?? "postern"
        let stateOption = state.isDefault ? "" : " --state '\(state.directory)'"
        Terminal.write(
            """
            postern \(Server.version) serves account \(account.digits), region \(region.name), at \(server.endpoint)
            state: \(state.directory)\(server.isFirstStart ? " (new; its root access key was made just now)" : "")
            isolation: \(server.isolation)\(server.privilege.map { "\n\($0)" } ?? "")

            In another terminal:

              eval "$(\(command) env\(stateOption))"
              aws sts get-caller-identity

            Ctrl-C stops the server; the state stays.

            """
        )
    }
}

extension ServerConfiguration.Enforcement: ExpressibleByArgument {}
