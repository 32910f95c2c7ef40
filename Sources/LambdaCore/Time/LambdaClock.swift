/// The time that invocations and retries live by. Passed in everywhere, so that tests own it.
package protocol LambdaClock: Sendable {
    /// Time since an arbitrary fixed origin; never goes back. For measuring and for deadlines.
    var elapsed: Duration { get }

    /// Time since 1970-01-01T00:00:00Z. For log lines, for the deadline a runtime is told, and for stored records.
    var sinceEpoch: Duration { get }

    /// Runs `work` once, no sooner than `delay` from now, on a thread of the clock's choosing.
    ///
    /// Never runs it before returning. It cannot be cancelled: `work` looks for itself whether it is still wanted. The users here keep at most one
    /// outstanding timer each and re-arm it, which costs less than a timer made and cancelled for every invocation.
    func after(_ delay: Duration, _ work: @escaping @Sendable () -> Void)
}
