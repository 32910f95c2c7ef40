/// An interpreter on this host that stands in for one of Lambda's managed runtimes.
package struct LanguageRuntime: Sendable {
    package let language: Language

    /// The version the runtime's name asks for: `3.12` for `python3.12`, `20` for `nodejs20.x`.
    package let requestedVersion: String

    /// What was found on the host.
    package let interpreter: Interpreter

    /// Whether the host has the very version asked for.
    package var isExact: Bool {
        interpreter.version.hasPrefix(requestedVersion + ".") || interpreter.version == requestedVersion
    }

    /// For the INIT line and `postern doctor`: `python3.12 runs on Python 3.12.1`, or
    /// `python3.9 is not installed: it runs on Python 3.11.2, the nearest one`.
    package var sentence: String {
        let name = language.runtimeName(version: requestedVersion)
        let actual = "\(language.displayName) \(interpreter.version)"
        return isExact ? "\(name) runs on \(actual)" : "\(name) is not installed: it runs on \(actual), the nearest one"
    }

    /// The command that starts our runtime client, which ``SandboxSpecification/runtime`` shows at `/var/runtime`.
    package var bootstrapArguments: [String] {
        switch language {
        // Without `site`, which would read packages of the host that Lambda does not have.
        case .python: [interpreter.path, "-S", "/var/runtime/bootstrap.py"]
        case .node: [interpreter.path, "/var/runtime/bootstrap.js"]
        case .ruby: [interpreter.path, "/var/runtime/bootstrap.rb"]
        }
    }

    /// How to have the interpreter waiting with our runtime client loaded, for ``SandboxSpecification/preparation``.
    package var preparation: SandboxPreparation {
        SandboxPreparation(
            arguments: bootstrapArguments + ["--await-assignment"],
            variablePrefixes: [
                "PYTHON", "NODE_", "UV_", "RUBY", "GEM_", "BUNDLE_", "LD_", "LANG", "LC_", "TZ", "PATH", "MALLOC_",
                "OPENSSL_", "SSL_",
            ],
            excludedVariables: [
                "AWS_LAMBDA_EXEC_WRAPPER", "LD_PRELOAD", "LD_AUDIT", "NODE_OPTIONS", "PYTHONHOME", "PYTHONSTARTUP",
                "RUBYOPT",
            ]
        )
    }
}
