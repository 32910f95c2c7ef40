import Dispatch
import Glibc
import Synchronization

extension AuditTrail {
    /// Returns when every event appended before is on the disk and in the database.
    package func flush() throws(StateStoreError) {
        try onBackground { () throws(StateStoreError) in
            try synchronize()
            try fold(appending.withLock { $0.progress.waitingEvents })
        }
    }

    /// Refuses every later event, and returns when those before are on the disk. They are folded by whoever opens the state
    /// next, so that a server with many of them ends at once.
    func close() throws(StateStoreError) {
        let closed = StateStoreError.inputOutput(path: folder.path, reason: "the audit trail is closed")
        appending.withLock { $0.failure = $0.failure ?? closed }
        try onBackground { () throws(StateStoreError) in try synchronize() }
    }

    /// Forgets every event appended before.
    func reset() throws(StateStoreError) {
        try onBackground { () throws(StateStoreError) in
            try rotate()
            let (current, events) = appending.withLock { ($0.writer.segment, $0.progress.waitingEvents) }
            try folder.removeAll(before: current)
            appending.withLock { $0.progress.folded(events) }
        }
    }

    func scheduleTick() {
        let (seconds, attoseconds) = schedule.syncInterval.components
        let nanoseconds = Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        background.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { [weak self] in self?.tick() }
    }

    private func tick() {
        guard appending.withLock({ $0.failure == nil }) else { return }
        do {
            try synchronize()
        } catch {
            appending.withLock { $0.failure = error }
            return
        }
        do {
            let step = appending.withLock { $0.progress.synced(segmentBytes: $0.writer.sizeBytes) }
            if step.rotates { try rotate() }
            if let events = step.foldedEvents { try fold(events) }
            foldingProblem.withLock { $0 = nil }
        } catch {
            foldingProblem.withLock { $0 = error }
        }
        if appending.withLock({ $0.progress.ticked() }) { scheduleTick() }
    }

    private func synchronize() throws(StateStoreError) {
        try synchronize(
            duplicate: appending.withLock { appending throws(SystemError) in
                try appending.writer.duplicateDescriptor()
            }
        )
    }

    /// Begins a new segment and syncs what the old one still owes.
    private func rotate() throws(StateStoreError) {
        try synchronize(
            duplicate: appending.withLock { appending throws(SystemError) in
                let former = try appending.writer.duplicateDescriptor()
                appending.writer = try AuditSegmentWriter(creating: appending.writer.segment.next)
                return former
            }
        )
        try folder.synchronizeNames()
    }

    /// Syncs and closes a duplicate of a segment's descriptor, so that appends go on meanwhile.
    private func synchronize(
        duplicate: @autoclosure () throws(SystemError) -> Int32
    ) throws(StateStoreError) {
        do throws(SystemError) {
            let descriptor = try duplicate()
            defer { Glibc.close(descriptor) }
            guard fdatasync(descriptor) == 0 else { throw .latest }
        } catch {
            throw .inputOutput(path: folder.path, reason: error.description)
        }
    }

    private func fold(_ events: Int) throws(StateStoreError) {
        let current = appending.withLock { $0.writer.segment }
        try folder.fold(current: current)
        appending.withLock { $0.progress.folded(events) }
    }

    private func onBackground(_ work: () throws(StateStoreError) -> Void) throws(StateStoreError) {
        let result = background.sync { () -> Result<Void, StateStoreError> in
            Result { () throws(StateStoreError) in try work() }
        }
        try result.get()
    }
}
