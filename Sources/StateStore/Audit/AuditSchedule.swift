/// When the audit trail's background work is done.
package struct AuditSchedule: Sendable {
    /// The longest time an appended event waits for its sync: the loss window on power failure.
    package var syncInterval: Duration = .milliseconds(40)
    /// Events are folded at the next sync as soon as this many wait…
    package var foldThreshold = 100
    /// …or when the first of them has waited for this many syncs.
    package var foldAfterSyncs = 25
    /// A segment that has grown beyond this is closed, folded and removed.
    package var segmentLimitBytes: Int64 = 16 << 20

    package init() {}
}
