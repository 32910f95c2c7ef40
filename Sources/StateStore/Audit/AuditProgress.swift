/// What has been appended and what the background has still to do with it. It decides; the trail acts.
struct AuditProgress {
    /// What a tick of the background does after syncing.
    struct Step: Equatable {
        var rotates: Bool
        /// Events to fold; zero when folding can wait.
        var foldedEvents: Int
    }

    private let schedule: AuditSchedule
    private var unfoldedEvents = 0
    private var syncsSinceFold = 0
    private var isTicking = false

    init(schedule: AuditSchedule) {
        self.schedule = schedule
    }

    /// - Returns: whether the caller must start the background.
    mutating func appended() -> Bool {
        unfoldedEvents += 1
        defer { isTicking = true }
        return !isTicking
    }

    mutating func synced(segmentBytes: Int64) -> Step {
        syncsSinceFold += 1
        let isDue = unfoldedEvents >= schedule.foldThreshold || syncsSinceFold >= schedule.foldAfterSyncs
        return Step(rotates: segmentBytes > schedule.segmentLimitBytes, foldedEvents: isDue ? unfoldedEvents : 0)
    }

    mutating func folded(_ events: Int) {
        unfoldedEvents -= events
        syncsSinceFold = 0
    }

    /// - Returns: whether another tick must follow; otherwise the next append starts the background again.
    mutating func ticked() -> Bool {
        isTicking = unfoldedEvents > 0
        return isTicking
    }

    var waitingEvents: Int { unfoldedEvents }
}
