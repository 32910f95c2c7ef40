import Dispatch
import Glibc
import Synchronization

/// The append-only record of every request.
///
/// An append is one write(2) under a lock, so the event survives `kill -9` when the answer goes out. In the background
/// the file is synced, which bounds what a power failure can take, and its lines are folded into the database, where they
/// are searched. Nothing runs while nothing is appended.
package final class AuditTrail: Sendable {
    struct Appending: ~Copyable {
        var writer: AuditSegmentWriter
        var progress: AuditProgress
        /// Set when the disk has failed: from then on every append is refused, since an event could be lost unnoticed.
        var failure: StateStoreError?
    }

    let schedule: AuditSchedule
    let folder: AuditFolder
    let appending: Mutex<Appending>
    /// Runs one piece of work at a time: syncing, folding and rotating never meet.
    let background = DispatchQueue(label: "postern-audit", qos: .utility)
    let foldingProblem = Mutex<StateStoreError?>(nil)

    /// Begins a new segment. What an earlier process left is folded in the background, and found meanwhile.
    init(folder: AuditFolder, schedule: AuditSchedule) throws(StateStoreError) {
        self.schedule = schedule
        self.folder = folder
        let hasLeftovers = try folder.hasSegments()
        let writer = try Self.makeWriter(try folder.nextSegment())
        try folder.synchronizeNames()
        let progress = AuditProgress(schedule: schedule, hasLeftovers: hasLeftovers)
        appending = Mutex(Appending(writer: writer, progress: progress))
        if hasLeftovers { scheduleTick() }
    }

    /// Records the event; when this returns, it survives the death of the process. Any thread may call it at any time.
    ///
    /// - Throws: when the disk refuses the event. The request must then fail, because it would go unrecorded.
    package func append(_ event: AuditEvent) throws(StateStoreError) {
        let line = event.writeLine()
        let startsBackground = try line.withBytes { line throws(StateStoreError) in
            try appending.withLock { appending throws(StateStoreError) in
                try Self.write(line, to: &appending)
                return appending.progress.appended()
            }
        }
        if startsBackground { scheduleTick() }
    }

    /// What went wrong when events were last folded; nil when all is well. Events stay in their files until it succeeds.
    package var problem: StateStoreError? { foldingProblem.withLock { $0 } }

    /// Events of this process that are in segment files only.
    package var unfoldedEvents: Int { appending.withLock { $0.progress.waitingEvents } }

    static func makeWriter(_ segment: AuditSegment) throws(StateStoreError) -> AuditSegmentWriter {
        do {
            return try AuditSegmentWriter(creating: segment)
        } catch {
            throw .inputOutput(path: segment.path, reason: error.description)
        }
    }

    private static func write(_ line: UnsafeRawBufferPointer, to appending: inout Appending) throws(StateStoreError) {
        if let failure = appending.failure { throw failure }
        do {
            try appending.writer.append(line)
        } catch {
            throw .inputOutput(path: appending.writer.segment.path, reason: error.description)
        }
    }
}
