import Synchronization

/// What `/_postern/metrics` shows, counted since the start of the server.
final class Metrics: Sendable {
    /// One line of the request counter.
    struct RequestKind: Hashable {
        let service: String
        let operation: String
        /// HTTP status code.
        let status: Int
    }

    private struct Counts {
        var requests: [RequestKind: Int] = [:]
        var decisions: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let latency = LatencyHistogram()

    func recordRequest(_ kind: RequestKind, microseconds: Int) {
        counts.withLock { $0.requests[kind, default: 0] += 1 }
        latency.record(microseconds: microseconds)
    }

    /// - Parameter verdict: `allowed`, `explicitDeny` or `implicitDeny`.
    func recordDecision(_ verdict: String) {
        counts.withLock { $0.decisions[verdict, default: 0] += 1 }
    }

    /// Everything in Prometheus's text format (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
    ///
    /// - Parameter environments: execution environments by state.
    func prometheusText(environments: [(state: String, count: Int)]) -> String {
        let counts = counts.withLock { $0 }
        var text = "# TYPE postern_requests_total counter\n"
        let kinds = counts.requests.sorted {
            ($0.key.service, $0.key.operation, $0.key.status) < ($1.key.service, $1.key.operation, $1.key.status)
        }
        for (kind, count) in kinds {
            text +=
                "postern_requests_total{service=\"\(kind.service)\",operation=\"\(kind.operation)\",status=\"\(kind.status)\"} \(count)\n"
        }
        text += "# TYPE postern_decisions_total counter\n"
        for (verdict, count) in counts.decisions.sorted(by: { $0.key < $1.key }) {
            text += "postern_decisions_total{verdict=\"\(verdict)\"} \(count)\n"
        }
        text += "# TYPE postern_environments gauge\n"
        for (state, count) in environments {
            text += "postern_environments{state=\"\(state)\"} \(count)\n"
        }
        return text + latency.prometheusText(name: "postern_request_duration_seconds")
    }
}
