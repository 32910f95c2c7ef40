import Glibc
import Sandbox

/// What is started inside a sandbox, and what it is started with.
struct RuntimeProgram {
    /// For the `INIT_START` line.
    let description: String
    /// The program, absolute inside the sandbox, and its arguments.
    private let arguments: [String]
    private let code: CodeLibrary.Directory
    private let layers: [CodeLibrary.Directory]
    private var runtime: [DirectoryHandle] = []
    private var language: DirectoryHandle?

    var path: String { arguments[0] }

    /// An interpreter that runs the client of its language, which stands in `runtime`.
    init(
        interpreter: LanguageRuntime,
        runtime: [DirectoryHandle],
        code: CodeLibrary.Directory,
        layers: [CodeLibrary.Directory]
    ) {
        let actual = "\(interpreter.language.rawValue):\(interpreter.interpreter.version)"
        description = interpreter.isExact ? actual : "\(actual) (\(interpreter.sentence))"
        arguments = interpreter.bootstrapArguments
        self.runtime = runtime
        language = interpreter.interpreter.prefix
        self.code = code
        self.layers = layers
    }

    /// The `bootstrap` of the package or, failing that, of a layer; nil when neither has one.
    ///
    /// Source of the order: AWS's Runtime Interface Emulator.
    init?(
        bootstrapFor runtime: FunctionRuntime,
        code: CodeLibrary.Directory,
        layers: [CodeLibrary.Directory]
    ) {
        if code.hasFile("bootstrap") {
            arguments = ["/var/task/bootstrap"]
        } else if layers.contains(where: { $0.hasFile("bootstrap") }) {
            arguments = ["/opt/bootstrap"]
        } else {
            return nil
        }
        description = runtime.identifier
        self.code = code
        self.layers = layers
    }

    func specification(for plan: EnvironmentPlan) -> SandboxSpecification {
        let configuration = plan.version.configuration
        let command = SandboxCommand(arguments: arguments, environment: plan.variables)
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
