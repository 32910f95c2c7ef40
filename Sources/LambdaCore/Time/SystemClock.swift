import Dispatch
import Glibc

/// The host's clocks, with timers on a concurrent Dispatch queue.
package struct SystemClock: LambdaClock {
    package init() {}

    package var elapsed: Duration { Self.read(CLOCK_MONOTONIC) }

    package var sinceEpoch: Duration { Self.read(CLOCK_REALTIME) }

    package func after(_ delay: Duration, _ work: @escaping @Sendable () -> Void) {
        let nanoseconds = delay.components.seconds * 1_000_000_000 + delay.components.attoseconds / 1_000_000_000
        DispatchQueue.global(qos: .userInitiated)
            .asyncAfter(deadline: .now() + .nanoseconds(Int(max(0, nanoseconds))), execute: work)
    }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        let status = clock_gettime(clock, &time)
        precondition(status == 0, "clock_gettime knows CLOCK_MONOTONIC and CLOCK_REALTIME")
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
