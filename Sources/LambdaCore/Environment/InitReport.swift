/// What `INIT_REPORT` says about an init that failed.
struct InitReport: Sendable, Equatable {
    let phase: InitPhase
    let duration: Duration
    let status: InvocationReport.Status
}
