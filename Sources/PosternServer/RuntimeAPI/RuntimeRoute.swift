import LambdaCore
import NIOHTTP1

/// The requests of the Runtime API (2018-06-01), the Extensions API (2020-01-01), and the Telemetry and Logs APIs.
enum RuntimeRoute: Equatable {
    case next
    case response(requestID: String)
    case error(requestID: String)
    case initError
    case ping
    case registerExtension
    case nextExtensionEvent
    case extensionError(ExtensionPhase)
    case subscribe(TelemetryAPI)

    init?(method: HTTPMethod, path: String) {
        let parts = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard let version = parts.first else { return nil }
        let rest = Array(parts.dropFirst())
        switch version {
        case "2018-06-01": self.init(method, runtime: rest)
        case "2020-01-01": self.init(method, extensions: rest)
        case "2022-07-01" where method == .PUT && (rest == ["telemetry"] || rest == ["telemetry", ""]):
            self = .subscribe(.telemetry)
        case "2020-08-15" where method == .PUT && rest == ["logs"]: self = .subscribe(.logs)
        default: return nil
        }
    }

    private init?(_ method: HTTPMethod, runtime parts: [Substring]) {
        switch (method, parts) {
        case (.GET, ["runtime", "invocation", "next"]): self = .next
        case (.POST, ["runtime", "init", "error"]): self = .initError
        case (.GET, ["ping"]): self = .ping
        case (.POST, let rest) where rest.count == 4 && rest[0] == "runtime" && rest[1] == "invocation":
            switch rest[3] {
            case "response": self = .response(requestID: String(rest[2]))
            case "error": self = .error(requestID: String(rest[2]))
            default: return nil
            }
        default: return nil
        }
    }

    private init?(_ method: HTTPMethod, extensions parts: [Substring]) {
        switch (method, parts) {
        case (.POST, ["extension", "register"]): self = .registerExtension
        case (.GET, ["extension", "event", "next"]): self = .nextExtensionEvent
        case (.POST, ["extension", "init", "error"]): self = .extensionError(.initialization)
        case (.POST, ["extension", "exit", "error"]): self = .extensionError(.exit)
        default: return nil
        }
    }
}
