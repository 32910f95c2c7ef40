import Testing

@testable import StateStore

@Suite("When the audit trail folds")
struct AuditProgressTests {
    private static var schedule: AuditSchedule {
        var schedule = AuditSchedule()
        schedule.foldThreshold = 4
        schedule.foldAfterSyncs = 3
        schedule.busyThreshold = 8
        schedule.backlogLimit = 20
        schedule.segmentLimitBytes = 1000
        return schedule
    }

    private static func progress(hasLeftovers: Bool = false, appending count: Int = 0) -> AuditProgress {
        var progress = AuditProgress(schedule: schedule, hasLeftovers: hasLeftovers)
        for _ in 0..<count { _ = progress.appended() }
        return progress
    }

    @Test("only the first append starts the background, until it has come to rest")
    func startsOnce() {
        var progress = Self.progress()
        let starts = [progress.appended(), progress.appended()]
        progress.folded(2)
        let continues = progress.ticked()
        let startsAgain = progress.appended()
        #expect(starts == [true, false])
        #expect(!continues)
        #expect(startsAgain)
    }

    @Test("a few events wait for their third sync")
    func fewEvents() {
        var progress = Self.progress(appending: 1)
        let folded = (0..<3).map { _ in progress.synced(segmentBytes: 0).foldedEvents }
        #expect(folded == [nil, nil, 1])
    }

    @Test(
        "enough events are folded at once, unless it is busy and the backlog is bearable",
        arguments: [(3, nil), (4, 4), (7, 7), (8, nil), (19, nil), (20, 20)] as [(Int, Int?)]
    )
    func manyEvents(count: Int, folded: Int?) {
        var progress = Self.progress(appending: count)
        let step = progress.synced(segmentBytes: 0)
        #expect(step.foldedEvents == folded)
    }

    @Test("what was put off while it was busy is folded when it is quiet again")
    func quietAgain() {
        var progress = Self.progress(appending: 10)
        let busy = progress.synced(segmentBytes: 0)
        let continues = progress.ticked()
        let quiet = progress.synced(segmentBytes: 0)
        progress.folded(10)
        let continuesAfterwards = progress.ticked()
        #expect(busy.foldedEvents == nil)
        #expect(continues)
        #expect(quiet.foldedEvents == 10)
        #expect(!continuesAfterwards)
    }

    @Test("events appended during a fold wait for the next")
    func appendedMeanwhile() {
        var progress = Self.progress(appending: 5)
        _ = progress.synced(segmentBytes: 0)
        _ = progress.appended()
        progress.folded(5)
        let continues = progress.ticked()
        #expect(progress.waitingEvents == 1)
        #expect(continues)
    }

    @Test("what an earlier process left is folded without waiting for an append")
    func leftovers() {
        var progress = Self.progress(hasLeftovers: true)
        let starts = progress.appended()
        let step = progress.synced(segmentBytes: 0)
        progress.folded(1)
        let continues = progress.ticked()
        #expect(!starts)
        #expect(step.foldedEvents == 1)
        #expect(!continues)
    }

    @Test(
        "a segment is closed when it is longer than its limit",
        arguments: [(1000, false), (1001, true)] as [(Int64, Bool)]
    )
    func rotation(segmentBytes: Int64, rotates: Bool) {
        var progress = Self.progress(appending: 1)
        let step = progress.synced(segmentBytes: segmentBytes)
        #expect(step.rotates == rotates)
    }
}
