import LambdaCore
import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: LambdaClock {
    private struct Timer {
        let due: Duration
        let work: @Sendable () -> Void
    }

    private struct State {
        var elapsed: Duration = .zero
        var timers: [Timer] = []
    }

    /// 2026-11-23T08:00:00Z.
    static let origin: Duration = .seconds(1_795_420_800)

    private let state = Mutex(State())

    var elapsed: Duration { state.withLock(\.elapsed) }

    var sinceEpoch: Duration { Self.origin + elapsed }

    func after(_ delay: Duration, _ work: @escaping @Sendable () -> Void) {
        state.withLock { $0.timers.append(Timer(due: $0.elapsed + delay, work: work)) }
    }

    /// Moves on by `step`, letting every timer fire at its own time, in order.
    func advance(by step: Duration) {
        let end = elapsed + step
        while let timer = nextTimer(until: end) { timer.work() }
        state.withLock { $0.elapsed = end }
    }

    private func nextTimer(until end: Duration) -> Timer? {
        state.withLock { state in
            let due = state.timers.enumerated().filter { $0.element.due <= end }
            guard let first = due.min(by: { $0.element.due < $1.element.due }) else { return nil }
            state.timers.remove(at: first.offset)
            state.elapsed = max(state.elapsed, first.element.due)
            return first.element
        }
    }
}
