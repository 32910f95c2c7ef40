import Synchronization

/// How long requests took, in the buckets Prometheus expects: each counts all that took no longer than its bound.
final class LatencyHistogram: Sendable {
    /// Upper bounds in microseconds.
    static let boundsMicroseconds = [
        50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000, 10_000_000,
    ]

    private struct State {
        var counts = [Int](repeating: 0, count: LatencyHistogram.boundsMicroseconds.count + 1)
        var sumMicroseconds = 0
    }

    private let state = Mutex(State())

    func record(microseconds: Int) {
        let bucket = Self.boundsMicroseconds.firstIndex { microseconds <= $0 } ?? Self.boundsMicroseconds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sumMicroseconds += microseconds
        }
    }

    /// The histogram in Prometheus's text format, in seconds.
    func prometheusText(name: String) -> String {
        let (counts, sum) = state.withLock { ($0.counts, $0.sumMicroseconds) }
        var text = "# TYPE \(name) histogram\n"
        var cumulative = 0
        for (bound, count) in zip(Self.boundsMicroseconds, counts) {
            cumulative += count
            text += "\(name)_bucket{le=\"\(Double(bound) / 1e6)\"} \(cumulative)\n"
        }
        let total = counts.reduce(0, +)
        text += "\(name)_bucket{le=\"+Inf\"} \(total)\n"
        text += "\(name)_sum \(Double(sum) / 1e6)\n"
        text += "\(name)_count \(total)\n"
        return text
    }
}
