/// The variables a runtime finds, names and values as on AWS.
///
/// Source: "Defined runtime environment variables", AWS Lambda Developer Guide, and the environments recorded from AWS
/// for `python3.12`, `nodejs20.x` and `provided.al2023`.
package enum EnvironmentVariables {
    /// What CreateFunction refuses in `Environment.Variables`.
    package static let reservedNames: Set<String> = [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    ]

    /// The whole environment of a runtime, sorted by name.
    ///
    /// The function's own variables win over those that are not reserved, such as `PATH` or `TZ`.
    ///
    /// - Parameters:
    ///   - runtimeAPI: `host:port` of the Runtime API inside the sandbox.
    ///   - gatewayURL: where the function's own AWS calls go.
    ///   - isProvisioned: whether the environment is made to be kept ready.
    static func all(
        for version: FunctionVersion,
        credentials: ExecutionCredentials,
        logStream: LogStream,
        runtimeAPI: String,
        gatewayURL: String,
        isProvisioned: Bool = false
    ) -> [(name: String, value: String)] {
        var variables = defaults(for: version.configuration.runtime)
        variables["AWS_ENDPOINT_URL"] = gatewayURL
        variables.merge(version.configuration.variables) { _, own in own }
        variables.merge(reserved(for: version, credentials, logStream)) { _, reserved in reserved }
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeAPI
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = isProvisioned ? "provisioned-concurrency" : "on-demand"
        return variables.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    /// What external extensions find: the runtime's own variables are not for them.
    ///
    /// Source: "Extension environment variables", AWS Lambda Developer Guide.
    static func ofExtensions(_ variables: [(name: String, value: String)]) -> [(name: String, value: String)] {
        let forRuntimes: Set<String> = [
            "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_XRAY_CONTEXT_MISSING",
            "AWS_XRAY_DAEMON_ADDRESS", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "_AWS_XRAY_DAEMON_ADDRESS",
            "_AWS_XRAY_DAEMON_PORT", "_HANDLER",
        ]
        return variables.filter { !forRuntimes.contains($0.name) }
    }

    private static func defaults(for runtime: FunctionRuntime) -> [String: String] {
        var variables = [
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
            "AWS_XRAY_DAEMON_ADDRESS": "169.254.100.1:2000",
            "_AWS_XRAY_DAEMON_ADDRESS": "169.254.100.1",
            "_AWS_XRAY_DAEMON_PORT": "2000",
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
            "LD_LIBRARY_PATH":
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
        ]
        switch runtime.language {
        case .node:
            let layer = "/opt/nodejs/node\(runtime.version ?? "")/node_modules"
            variables["NODE_PATH"] =
                "\(layer):/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task"
        case .python:
            variables["PYTHONPATH"] = "/var/runtime"
        case .ruby:
            let version = "\(runtime.version ?? "").0"
            variables["GEM_HOME"] = "/var/runtime"
            variables["GEM_PATH"] = "/var/task/vendor/bundle/ruby/\(version):/opt/ruby/gems/\(version):/var/runtime"
            variables["RUBYLIB"] = "/var/task:/var/runtime/lib:/opt/ruby/lib"
        case .provided, .java, .dotnet, .go:
            break
        }
        return variables
    }

    private static func reserved(
        for version: FunctionVersion,
        _ credentials: ExecutionCredentials,
        _ logStream: LogStream
    ) -> [String: String] {
        var variables = [
            "AWS_ACCESS_KEY_ID": credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey,
            "AWS_SESSION_TOKEN": credentials.sessionToken,
            "AWS_REGION": version.function.region,
            "AWS_DEFAULT_REGION": version.function.region,
            "AWS_LAMBDA_FUNCTION_NAME": version.function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": version.version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(version.configuration.memoryMB),
            "AWS_LAMBDA_LOG_GROUP_NAME": logStream.group,
            "AWS_LAMBDA_LOG_STREAM_NAME": logStream.name,
            "_HANDLER": version.configuration.handler,
            "LAMBDA_TASK_ROOT": "/var/task",
            "LAMBDA_RUNTIME_DIR": "/var/runtime",
        ]
        let logging = version.configuration.logging
        if logging.format == .json {
            variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON"
            variables["AWS_LAMBDA_LOG_LEVEL"] = logging.applicationLevel.rawValue
        }
        if version.configuration.runtime.language != .provided {
            variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_\(version.configuration.runtime.identifier)"
        }
        return variables
    }
}
