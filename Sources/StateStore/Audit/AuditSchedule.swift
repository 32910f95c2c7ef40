/// When the audit trail's background work is done.
package struct AuditSchedule: Sendable, Equatable {
    /// The longest time an appended event waits for its sync: the loss window on power failure.
    package var syncInterval: Duration = .milliseconds(40)
    /// Events are folded at the next sync as soon as this many wait…
    package var foldThreshold = 100
    /// …or when the first of them has waited for this many syncs…
    package var foldAfterSyncs = 25
    /// …but not while this many or more are appended between two syncs: folding an event takes several times as long as
    /// appending it, and would take that time from the requests…
    package var busyThreshold = 100
    /// …unless this many events wait.
    package var backlogLimit = 250_000
    /// A segment that has grown beyond this is closed; it is removed when it is folded.
    package var segmentLimitBytes: Int64 = 16 << 20

    package init() {}
}
