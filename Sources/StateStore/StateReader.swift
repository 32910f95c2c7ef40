/// The state as a command reads it, beside a running server or without one. It takes no lock and changes nothing.
package struct StateReader: Sendable {
    package let directory: StateDirectory
    package let sealingKey: SealingKey
    package let audit: AuditReader

    private let database: StateDatabase

    /// - Throws: ``StateStoreError/noState(path:)`` when no server has run on the directory.
    package static func open(_ directory: StateDirectory) throws(StateStoreError) -> Self {
        guard directory.hasState else { throw .noState(path: directory.path) }
        let key = try SealingKey.load(from: directory, randomness: .system)
        let database = try StateDatabase.openReadOnly(directory.databasePath)
        return Self(directory: directory, sealingKey: key, database: database)
    }

    private init(directory: StateDirectory, sealingKey: SealingKey, database: StateDatabase) {
        self.directory = directory
        self.sealingKey = sealingKey
        self.database = database
        audit = AuditReader(database: database, folder: directory.auditPath)
    }

    package func loadSnapshot() throws(StateStoreError) -> StateSnapshot {
        try database.read { try EntityLoader($0).loadSnapshot() }
    }

    /// The text of any policy revision that an audit event may refer to.
    package func policyText(_ hash: ContentHash) throws(StateStoreError) -> PolicyText? {
        try database.read { try EntityLoader.document(hash, in: $0) }
    }
}
