package import Sandbox

/// Which runtimes can run on this host, and with what.
package struct RuntimeCatalogue: Sendable {
    private let languages: LanguageCatalogue

    package init(languages: LanguageCatalogue) {
        self.languages = languages
    }

    /// What CreateFunction needs to know, before anything is invoked.
    package func availability(of runtime: FunctionRuntime) -> RuntimeAvailability {
        if let successor = runtime.successor { return .unavailable(Self.deprecation(runtime, successor)) }
        switch runtime.language {
        case .provided: return .ownBootstrap
        case .python: return interpreted(runtime, .python)
        case .node: return interpreted(runtime, .node)
        case .ruby: return interpreted(runtime, .ruby)
        case .java: return .unavailable(Self.refusal(runtime, package: "default-jre-headless"))
        case .dotnet: return .unavailable(Self.refusal(runtime, package: "dotnet-runtime-8.0"))
        case .go: return .unavailable(Self.refusal(runtime, package: "golang"))
        }
    }

    private func interpreted(_ runtime: FunctionRuntime, _ language: Language) -> RuntimeAvailability {
        guard let found = languages.runtime(for: language, version: runtime.version ?? "") else {
            return .unavailable(
                "\(runtime.identifier) needs \(language.displayName), which is not installed: "
                    + "apt install \(language.packageName)"
            )
        }
        return .interpreter(found)
    }

    private static func refusal(_ runtime: FunctionRuntime, package name: String) -> String {
        "\(runtime.identifier) has no runtime client in this version of Postern: "
            + "apt install \(name), and package a bootstrap that starts it for provided.al2023"
    }

    /// AWS's sentence.
    private static func deprecation(_ runtime: FunctionRuntime, _ successor: String) -> String {
        "The runtime parameter of \(runtime.identifier) is no longer supported for creating or updating AWS Lambda "
            + "functions. We recommend you use the new runtime (\(successor)) while creating or updating functions."
    }
}
