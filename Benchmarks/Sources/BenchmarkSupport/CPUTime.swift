import Glibc

/// Times pieces of work by this thread's processor time, so that other load on the machine counts less.
package enum CPUTime {
    /// Long enough for the clock's step and the loop not to show.
    private static let roundNanoseconds: Double = 20_000_000

    /// The median, over several rounds of about 20 ms, of one call's nanoseconds. The results are added up and kept, so
    /// that no call can be left out by the optimizer.
    package static func nanosecondsPerCall(rounds: Int = 9, _ work: (Int) throws -> Int) rethrows -> Double {
        var calls = 16
        while try nanoseconds(calls, work) < roundNanoseconds / 8, calls < 1 << 30 {
            calls *= 2
        }
        calls *= 8
        let times = try (0..<rounds).map { _ in try nanoseconds(calls, work) / Double(calls) }
        return times.sorted()[rounds / 2]
    }

    /// Nanoseconds of one run of `work`, for work that is too long to repeat often.
    package static func nanoseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = now()
        try work()
        return now() - start
    }

    /// Makes the optimizer believe that `value` is used.
    @inline(never)
    package static func keep(_ value: Int) {
        withExtendedLifetime(value) {}
    }

    private static func nanoseconds(_ calls: Int, _ work: (Int) throws -> Int) rethrows -> Double {
        var sum = 0
        let start = now()
        for index in 0..<calls {
            sum &+= try work(index)
        }
        let end = now()
        keep(sum)
        return end - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
