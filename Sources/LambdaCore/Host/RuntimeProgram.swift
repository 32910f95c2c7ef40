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
    private var preparation: SandboxPreparation?

    var path: String { arguments[0] }

    /// Names of the external extensions: the files in `/opt/extensions`, where a later layer covers an earlier one.
    let extensions: [String]

    private static func extensions(in layers: [CodeLibrary.Directory]) -> [String] {
        Set(layers.flatMap { $0.files(in: "extensions") }).sorted()
    }

    /// Inside the sandbox.
    static func path(ofExtension name: String) -> String { "/opt/extensions/" + name }

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
        preparation = interpreter.preparation
        self.code = code
        self.layers = layers
        extensions = Self.extensions(in: layers)
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
        extensions = Self.extensions(in: layers)
    }

    func specification(for plan: EnvironmentPlan, reachesInternet: Bool) -> SandboxSpecification {
        let configuration = plan.version.configuration
        let wrapper = wrapper(in: plan)
        let command = SandboxCommand(arguments: (wrapper ?? []) + arguments, environment: plan.variables)
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
        specification.listeners = [.runtimeAPI, .gateway] + (reachesInternet ? [.relay, .nameService] : [])
        specification.isRelayed = reachesInternet
        specification.companions = extensions.prefix(SandboxSpecification.companionLimit).map { name in
            SandboxCommand(
                arguments: [Self.path(ofExtension: name)],
                environment: EnvironmentVariables.ofExtensions(plan.variables)
            )
        }
        // A wrapper is to see the interpreter start.
        specification.preparation = wrapper == nil ? preparation : nil
        return specification
    }

    /// What goes before the command when the function names a wrapper script; custom runtimes have none.
    ///
    /// By way of a shell, as on AWS: a wrapper that is missing ends the runtime with status 127.
    ///
    /// Source: "Modifying the runtime environment", AWS Lambda Developer Guide.
    private func wrapper(in plan: EnvironmentPlan) -> [String]? {
        guard preparation != nil else { return nil }
        let wrapper = plan.variables.first { $0.name == "AWS_LAMBDA_EXEC_WRAPPER" && !$0.value.isEmpty }
        return wrapper.map { ["/bin/sh", "-c", #"exec "$0" "$@""#, $0.value] }
    }
}
