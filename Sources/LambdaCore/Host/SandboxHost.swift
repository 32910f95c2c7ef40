package import Sandbox

/// Runs functions in real sandboxes.
package struct SandboxHost: EnvironmentHost {
    private let launcher: SandboxLauncher
    private let catalogue: RuntimeCatalogue
    private let clients: [Language: [DirectoryHandle]]
    private let code: CodeLibrary
    private let transport: any RuntimeTransport
    private let reachesInternet: Bool
    private let clock: any LambdaClock

    /// - Parameters:
    ///   - clients: for each language, what is merged at `/var/runtime`, later wins: the runtime client and, for Python,
    ///     boto3.
    ///   - transport: serves HTTP on the listeners inside the sandboxes.
    ///   - reachesInternet: whether functions have a way out, by way of `transport`.
    package init(
        launcher: SandboxLauncher,
        catalogue: RuntimeCatalogue,
        clients: [Language: [DirectoryHandle]],
        code: CodeStore,
        archives: any CodeArchiveSource,
        transport: any RuntimeTransport,
        reachesInternet: Bool = false,
        clock: any LambdaClock = SystemClock()
    ) {
        self.launcher = launcher
        self.catalogue = catalogue
        self.clients = clients
        self.code = CodeLibrary(store: code, archives: archives)
        self.transport = transport
        self.reachesInternet = reachesInternet
        self.clock = clock
    }

    package func start(
        _ plan: EnvironmentPlan,
        endpoint: any RuntimeEndpoint,
        observer: any EnvironmentObserver
    ) async throws(EnvironmentFailure) {
        let configuration = plan.version.configuration
        guard let program = try await program(for: configuration) else {
            let sentence = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
            return observer.exited(RuntimeExit(.notStarted(sentence)))
        }
        let sandbox = try await create(program.specification(for: plan, reachesInternet: reachesInternet))
        let process = SandboxProcess(
            sandbox: sandbox,
            program: program,
            transport: transport,
            observer: observer,
            clock: clock
        )
        observer.starting(
            process,
            runtime: program.description,
            notes: sandbox.degradations.map(\.sentence).sorted(),
            extensions: program.extensions
        )
        process.beginReading()
        do throws(EnvironmentFailure) {
            let service = try await transport.serve(endpoint, on: try Self.listeners(of: sandbox), of: plan.version)
            process.begin(serving: service)
        } catch {
            process.kill()
            throw error
        }
    }

    /// In the order of ``RuntimeProgram/specification(for:)``.
    private static func listeners(of sandbox: Sandbox) throws(EnvironmentFailure) -> RuntimeListeners {
        let descriptors = sandbox.listeners.compactMap { $0.take() }
        guard descriptors.count == sandbox.listeners.count, descriptors.count >= 2 else {
            throw .sandbox(reason: "the sandbox has no listeners")
        }
        return RuntimeListeners(
            runtimeAPI: descriptors[0],
            gateway: descriptors[1],
            relay: descriptors.count > 2 ? descriptors[2] : nil,
            nameService: descriptors.count > 3 ? descriptors[3] : nil
        )
    }

    private func create(_ specification: SandboxSpecification) async throws(EnvironmentFailure) -> Sandbox {
        do {
            return try await launcher.create(specification)
        } catch {
            throw .sandbox(reason: "\(error)")
        }
    }

    /// Nil when the package brings nothing to start.
    private func program(for configuration: ExecutionConfiguration) async throws(EnvironmentFailure) -> RuntimeProgram?
    {
        let code = try await code.directory(of: configuration.code)
        var layers: [CodeLibrary.Directory] = []
        for layer in configuration.layers { layers.append(try await self.code.directory(of: layer)) }
        switch catalogue.availability(of: configuration.runtime) {
        case .interpreter(let interpreter):
            let client = clients[interpreter.language] ?? []
            return RuntimeProgram(interpreter: interpreter, runtime: client, code: code, layers: layers)
        case .ownBootstrap:
            return RuntimeProgram(bootstrapFor: configuration.runtime, code: code, layers: layers)
        case .unavailable(let sentence):
            throw .runtimeNotInstalled(sentence: sentence)
        }
    }
}
