/// Everything Postern keeps: opened by one process at a time, written in transactions that survive `kill -9` and power loss.
///
/// Calls block until the disk has answered (0.2 ms to some milliseconds), so they do not belong on an event loop; only
/// the audit trail's append does.
package final class StateStore: Sendable {
    package let directory: StateDirectory
    package let sealingKey: SealingKey

    private let database: StateDatabase
    private let lock: DirectoryLock

    /// Takes the directory's lock, opens or makes the database and brings its schema up to date.
    ///
    /// - Parameter randomness: makes the sealing key at the first start and the nonces of sealed values.
    package static func open(
        _ directory: StateDirectory,
        randomness: RandomSource = .system
    ) throws(StateStoreError) -> StateStore {
        try directory.prepare()
        let lock = try DirectoryLock(directory)
        let key = try SealingKey.loadOrCreate(
            in: directory,
            stateExists: directory.hasState,
            randomness: randomness
        )
        let database = try StateDatabase.open(directory.databasePath)
        return StateStore(directory: directory, lock: lock, sealingKey: key, database: database)
    }

    private init(directory: StateDirectory, lock: DirectoryLock, sealingKey: SealingKey, database: StateDatabase) {
        self.directory = directory
        self.lock = lock
        self.sealingKey = sealingKey
        self.database = database
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
        try database.write { database in
            let records = EntityRecords(database)
            for change in changes {
                try records.apply(change)
            }
        }
    }

    /// Keeps texts that no entity holds, such as AWS-managed and session policies, so that a decision made by them can be
    /// explained later.
    package func keep(_ documents: [PolicyText]) throws(StateStoreError) {
        try database.write { database in
            let records = EntityRecords(database)
            for document in documents {
                try records.keep(document)
            }
        }
    }

    /// Closes the database, after which every call throws, and lets go of the lock.
    package func close() throws(StateStoreError) {
        defer { lock.release() }
        try database.close()
    }
}
