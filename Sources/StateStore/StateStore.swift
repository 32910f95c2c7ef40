/// Everything Postern keeps: opened by one process at a time, written in transactions that survive `kill -9` and power loss.
///
/// Calls block until the disk has answered (0.2 ms to some milliseconds), so they do not belong on an event loop; of
/// everything here only ``AuditTrail/append(_:)`` does.
package final class StateStore: Sendable {
    package let directory: StateDirectory
    package let sealingKey: SealingKey
    package let audit: AuditTrail
    /// Finds what ``audit`` has recorded.
    package let auditReader: AuditReader
    package let logs: LogStore
    package let invocations: InvocationQueue
    package let codePackages: CodePackageStore
    package let metrics: MetricStore
    package let traces: TraceStore
    package let objects: ObjectStore
    package let contents: ObjectContentStore

    let database: StateDatabase
    private let lock: DirectoryLock

    /// Takes the directory's lock, opens or makes the database, brings its schema up to date and recovers what a killed
    /// server left behind.
    ///
    /// - Parameter randomness: makes the sealing key at the first start and the nonces of sealed values.
    package static func open(
        _ directory: StateDirectory,
        randomness: RandomSource = .system,
        auditSchedule: AuditSchedule = AuditSchedule()
    ) throws(StateStoreError) -> StateStore {
        try directory.prepare()
        return try StateStore(directory, randomness: randomness, auditSchedule: auditSchedule)
    }

    private init(
        _ directory: StateDirectory,
        randomness: RandomSource,
        auditSchedule: AuditSchedule
    ) throws(StateStoreError) {
        self.directory = directory
        lock = try DirectoryLock(directory)
        sealingKey = try SealingKey.loadOrCreate(
            in: directory,
            stateExists: directory.hasState,
            randomness: randomness
        )
        database = try StateDatabase.open(directory.databasePath)
        try sealingKey.requireOwnership(of: database, keyPath: directory.sealingKeyPath)
        let folder = AuditFolder(database: database, path: directory.auditPath)
        audit = try AuditTrail(folder: folder, schedule: auditSchedule)
        auditReader = AuditReader(database: database, folder: directory.auditPath)
        logs = LogStore(database: database)
        invocations = InvocationQueue(database: database)
        try invocations.endLeases()
        codePackages = CodePackageStore(path: directory.packagesPath)
        metrics = MetricStore(database: database)
        traces = TraceStore(database: database)
        objects = ObjectStore(database: database)
        contents = ObjectContentStore(path: directory.objectsPath, randomness: randomness)
        try contents.removeAll(except: try objects.contentNames())
    }

    /// The state as the last successful ``persist(_:)`` left it.
    package func loadSnapshot() throws(StateStoreError) -> StateSnapshot {
        try database.read { try EntityLoader($0).loadSnapshot() }
    }

    /// Writes all changes or none. When it returns they are on the disk, and the caller applies the same values to its
    /// snapshot.
    ///
    /// - Throws: ``StateStoreError/conflict(reason:)`` for a second entity with the same unique name.
    package func persist(_ changes: [StateChange]) throws(StateStoreError) {
        try database.write { try EntityRecords($0).apply(changes) }
    }

    /// Keeps texts that no entity holds, such as AWS-managed and session policies, so that a decision made by them can be
    /// explained later.
    package func keep(_ documents: [PolicyText]) throws(StateStoreError) {
        try database.write { try EntityRecords($0).keep(documents) }
    }

    /// The text of any policy revision that was ever persisted or kept.
    package func policyText(_ hash: ContentHash) throws(StateStoreError) -> PolicyText? {
        try database.read { try EntityLoader.document(hash, in: $0) }
    }

    /// Folds and closes the audit trail, closes the database, after which every call throws, and lets go of the lock.
    package func close() throws(StateStoreError) {
        defer { lock.release() }
        let flushed = Result { () throws(StateStoreError) in try audit.close() }
        try database.close()
        try flushed.get()
    }
}
