import NIOHTTP1

/// The requests of the Runtime API, version 2018-06-01.
enum RuntimeRoute: Equatable {
    case next
    case response(requestID: String)
    case error(requestID: String)
    case initError
    case ping

    private static let prefix = "/2018-06-01"

    init?(method: HTTPMethod, path: String) {
        let parts = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard parts.first.map({ "/" + $0 }) == Self.prefix else { return nil }
        switch (method, Array(parts.dropFirst())) {
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
}
