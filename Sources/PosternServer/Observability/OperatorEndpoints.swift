import Foundation
import NIOCore
import NIOHTTP1

/// What is served under `/_postern/` for whoever runs the server: unsigned, to loopback peers only, and without secrets.
struct OperatorEndpoints: Sendable {
    static let prefix = "/_postern/"

    let version: String
    let metrics: Metrics
    /// One line about what isolates functions on this host.
    let isolation: String
    /// Execution environments by state.
    let environments: @Sendable () -> [(state: String, count: Int)]
    /// Empties the state; nil unless the server was started with `--allow-reset`.
    let reset: (@Sendable () async throws -> Void)?

    /// Answers a request for one of the endpoints; false for every other request.
    func answer(_ request: GatewayRequest, completion: @escaping @Sendable (HTTPAnswer) -> Void) -> Bool {
        let path = request.head.uri.prefix { $0 != "?" }
        guard path.hasPrefix(Self.prefix) else { return false }
        guard request.ingress.listener == .main, request.ingress.isLoopback else {
            completion(.plain(.forbidden, "\(path) is for clients on this host"))
            return true
        }
        switch (request.head.method, path.dropFirst(Self.prefix.count)) {
        case (.GET, "health"): completion(health())
        case (.GET, "metrics"): completion(.plain(.ok, metrics.prometheusText(environments: environments())))
        case (.POST, "reset"): performReset(completion)
        default: completion(.plain(.notFound, "there is no \(request.head.method) \(path)"))
        }
        return true
    }

    private func health() -> HTTPAnswer {
        let fields = ["status": "ready", "version": version, "isolation": isolation]
        guard let body = try? JSONSerialization.data(withJSONObject: fields, options: .sortedKeys) else {
            return .plain(.internalServerError, "the state of the server cannot be shown")
        }
        return HTTPAnswer(status: .ok, headers: ["Content-Type": "application/json"], body: ByteBuffer(bytes: body))
    }

    private func performReset(_ completion: @escaping @Sendable (HTTPAnswer) -> Void) {
        guard let reset else {
            completion(.plain(.forbidden, "reset is off; start the server with --allow-reset"))
            return
        }
        Task {
            do {
                try await reset()
                completion(HTTPAnswer(status: .noContent))
            } catch {
                completion(.plain(.internalServerError, "the state could not be emptied: \(error)"))
            }
        }
    }
}
