/// Whoever keeps an environment between invocations. Calls come on any thread, outside of every lock.
protocol EnvironmentOwner: AnyObject, Sendable {
    /// The runtime is ready for the first time, or will never be: another may start.
    func environmentHasStarted(_ environment: ExecutionEnvironment)

    /// An invocation has its outcome: free its place, then complete it.
    ///
    /// - Parameter isReturning: whether the runtime lives and will soon be ready again.
    func environment(
        _ environment: ExecutionEnvironment,
        finished pending: PendingInvocation,
        with outcome: InvocationOutcome,
        isReturning: Bool
    )

    /// What `REPORT` says about an event that has ended.
    func environment(_ environment: ExecutionEnvironment, reports report: InvocationReport)

    /// The runtime waits for an event.
    func environmentIsReady(_ environment: ExecutionEnvironment)

    /// The environment takes no event any more.
    ///
    /// - Parameter rerun: an invocation whose init failed and is owed a second one, in another environment.
    func environmentEnded(_ environment: ExecutionEnvironment, rerun: PendingInvocation?)

    /// The environment takes no event any more, but its extensions are given time to end: between this and
    /// ``environmentIsGone(_:)`` its sandbox lives.
    func environmentLingers(_ environment: ExecutionEnvironment)

    func environmentIsGone(_ environment: ExecutionEnvironment)
}
