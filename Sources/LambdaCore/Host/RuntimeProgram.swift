import Glibc
import Sandbox

/// What is started inside a sandbox, and what it is started with.
struct RuntimeProgram {
    /// For the `INIT_START` line.
    let description: String
    /// Absolute, inside the sandbox.
    let path: String
    private let arguments: [String]
    private let code: CodeLibrary.Directory
    private let layers: [CodeLibrary.Directory]
    private var runtime: [DirectoryHandle] = []
    private var language: DirectoryHandle?

    /// An interpreter that runs a language's client.
    init(
        interpreter: LanguageRuntime,
        client: RuntimeClient,
        code: CodeLibrary.Directory,
        layers: [CodeLibrary.Directory]
    ) {
        description =
            interpreter.isExact
            ? "\(interpreter.language.rawValue):\(interpreter.actualVersion)"
            : "\(interpreter.language.rawValue):\(interpreter.actualVersion) (\(interpreter.sentence))"
        path = interpreter.interpreterPath
        arguments = [client.script]
        runtime = client.directories
        language = interpreter.prefix
        self.code = code
        self.layers = layers
    }

    /// The `bootstrap` of the package or, failing that, of a layer.
    ///
    /// Source of order and sentence: AWS's Runtime Interface Emulator.
    init(
        bootstrapFor runtime: FunctionRuntime,
        code: CodeLibrary.Directory,
        layers: [CodeLibrary.Directory]
    ) throws(EnvironmentFailure) {
        if code.hasFile("bootstrap") {
            path = "/var/task/bootstrap"
        } else if layers.contains(where: { $0.hasFile("bootstrap") }) {
            path = "/opt/bootstrap"
        } else {
            throw .noEntrypoint(
                sentence: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
            )
        }
        description = runtime.identifier
        arguments = []
        self.code = code
        self.layers = layers
    }

    func specification(for plan: EnvironmentPlan) -> SandboxSpecification {
        let configuration = plan.version.configuration
        let command = SandboxCommand(arguments: [path] + arguments, environment: plan.variables)
        var specification = SandboxSpecification(
            command: command,
            code: code.handle,
            layers: layers.map(\.handle),
            runtime: runtime,
            language: language
        )
        specification.temporaryStorageBytes = UInt64(configuration.ephemeralStorageMB) << 20
        specification.memoryLimitBytes = UInt64(configuration.memoryMB) << 20
        // "At 1,769 MB, a function has the equivalent of one vCPU", AWS Lambda Developer Guide.
        specification.cpuShareThousandths = UInt32(configuration.memoryMB * 1_000 / 1_769)
        specification.listeners = [.runtimeAPI, .gateway]
        return specification
    }
}
