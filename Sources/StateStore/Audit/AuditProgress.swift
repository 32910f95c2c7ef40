/// What has been appended and what the background has still to do with it. It decides; the trail acts.
struct AuditProgress: Equatable {
    /// What a tick of the background does after syncing.
    struct Step: Equatable {
        var rotates: Bool
        /// Events that wait to be folded now; nil when folding is put off.
        var foldedEvents: Int?
    }

    private let schedule: AuditSchedule
    /// Segments of an earlier process are there.
    private var hasLeftovers: Bool
    private var isTicking: Bool
    private var appendedSinceSync = 0
    private var syncsSinceFold = 0
    private(set) var waitingEvents = 0

    init(schedule: AuditSchedule, hasLeftovers: Bool) {
        self.schedule = schedule
        self.hasLeftovers = hasLeftovers
        isTicking = hasLeftovers
    }

    /// - Returns: whether the caller must start the background.
    mutating func appended() -> Bool {
        waitingEvents += 1
        appendedSinceSync += 1
        defer { isTicking = true }
        return !isTicking
    }

    mutating func synced(segmentBytes: Int64) -> Step {
        syncsSinceFold += 1
        let isBusy = appendedSinceSync >= schedule.busyThreshold
        appendedSinceSync = 0
        return Step(
            rotates: segmentBytes > schedule.segmentLimitBytes,
            foldedEvents: mustFold(whileBusy: isBusy) ? waitingEvents : nil
        )
    }

    /// - Parameter events: how many were waiting when folding began.
    mutating func folded(_ events: Int) {
        waitingEvents -= events
        syncsSinceFold = 0
        hasLeftovers = false
    }

    /// - Returns: whether another tick must follow; otherwise the next append starts the background again.
    mutating func ticked() -> Bool {
        isTicking = waitingEvents > 0 || hasLeftovers
        return isTicking
    }

    private func mustFold(whileBusy isBusy: Bool) -> Bool {
        if isBusy { return waitingEvents >= schedule.backlogLimit }
        return hasLeftovers || waitingEvents >= schedule.foldThreshold || syncsSinceFold >= schedule.foldAfterSyncs
    }
}
