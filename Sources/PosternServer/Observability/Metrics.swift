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

    /// One line of the counter of records that destinations were to get.
    struct DeliveryKind: Hashable {
        /// botocore's name of the service that the destination belongs to.
        let service: String
        let isDelivered: Bool
    }

    private struct Counts {
        var requests: [RequestKind: Int] = [:]
        var decisions: [String: Int] = [:]
        var asynchronousEvents: [String: Int] = [:]
        var deliveries: [DeliveryKind: Int] = [:]
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

    /// - Parameter condition: `Success`, `RetriesExhausted` and so on: how an asynchronous event ended.
    func recordAsynchronousEvent(_ condition: String) {
        counts.withLock { $0.asynchronousEvents[condition, default: 0] += 1 }
    }

    func recordDelivery(_ kind: DeliveryKind) {
        counts.withLock { $0.deliveries[kind, default: 0] += 1 }
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
        text += "# TYPE postern_asynchronous_events_total counter\n"
        for (condition, count) in counts.asynchronousEvents.sorted(by: { $0.key < $1.key }) {
            text += "postern_asynchronous_events_total{condition=\"\(condition)\"} \(count)\n"
        }
        text += "# TYPE postern_event_deliveries_total counter\n"
        let deliveries = counts.deliveries.sorted { left, right in
            (left.key.service, left.key.isDelivered ? 1 : 0) < (right.key.service, right.key.isDelivered ? 1 : 0)
        }
        for (kind, count) in deliveries {
            let result = kind.isDelivered ? "delivered" : "failed"
            text +=
                "postern_event_deliveries_total{service=\"\(kind.service)\",result=\"\(result)\"} \(count)\n"
        }
        text += "# TYPE postern_environments gauge\n"
        for (state, count) in environments {
            text += "postern_environments{state=\"\(state)\"} \(count)\n"
        }
        return text + latency.prometheusText(name: "postern_request_duration_seconds")
    }
}
