import GRDB
import Glibc

/// The SQLite database: opened with the right durability, and every error of it told in ``StateStoreError``'s words.
struct StateDatabase: Sendable {
    let path: String
    private let pool: DatabasePool

    /// Opens for writing, makes the file if it is missing and brings its schema up to date.
    static func open(_ path: String) throws(StateStoreError) -> Self {
        try makeFile(path)
        let database = try Self(path: path, isReadOnly: false)
        try database.requireKnownSchema()
        try database.translating { try Schema.migrator.migrate(database.pool) }
        try database.requireFullSynchronization()
        return database
    }

    /// Opens beside a running server, or without one, and changes nothing.
    static func openReadOnly(_ path: String) throws(StateStoreError) -> Self {
        let database = try Self(path: path, isReadOnly: true)
        try database.requireKnownSchema()
        guard try database.read(Schema.migrator.hasCompletedMigrations) else {
            throw .inputOutput(path: path, reason: "an older postern wrote it; 'postern serve' brings it up to date")
        }
        return database
    }

    private init(path: String, isReadOnly: Bool) throws(StateStoreError) {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(5)
        configuration.label = "postern-state"
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw Self.translate(error, path: path)
        }
    }

    /// Runs one transaction; on return it is on the disk.
    func write<Value>(_ body: (Database) throws -> Value) throws(StateStoreError) -> Value {
        try translating { try pool.write(body) }
    }

    /// Reads one consistent state of the database.
    func read<Value>(_ body: (Database) throws -> Value) throws(StateStoreError) -> Value {
        try translating { try pool.read(body) }
    }

    /// Brings the write-ahead log home first: a pool closes its writer before its readers, and SQLite leaves the log when the
    /// last connection may not write.
    func close() throws(StateStoreError) {
        try translating {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
            try pool.close()
        }
    }

    /// The writer's synchronous level as SQLite reports it: 2 is FULL.
    func synchronousLevel() throws(StateStoreError) -> Int? {
        try translating { try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } }
    }

    private func requireKnownSchema() throws(StateStoreError) {
        guard try !read(Schema.migrator.hasBeenSuperseded) else { throw .schemaIsNewer(path: path) }
    }

    /// Until here SQLite syncs only at checkpoints, so that making the tables costs no sync each; nothing has been promised
    /// to anyone yet, and the first commit afterwards syncs everything before it.
    ///
    /// A pool sets `synchronous = NORMAL` after its connection is prepared, so FULL only sticks when it is set afterwards;
    /// it is read back because SQLite ignores a pragma that it cannot follow.
    private func requireFullSynchronization() throws(StateStoreError) {
        try translating {
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        }
        let level = try synchronousLevel()
        guard level == 2 else {
            throw .inputOutput(path: path, reason: "SQLite does not accept synchronous = FULL")
        }
    }

    /// SQLite gives its other files the mode of the first.
    private static func makeFile(_ path: String) throws(StateStoreError) {
        do {
            _ = try PrivateFile(path: path, flags: O_RDWR | O_CREAT)
        } catch {
            throw .inputOutput(path: path, reason: error.description)
        }
    }

    private func translating<Value>(_ body: () throws -> Value) throws(StateStoreError) -> Value {
        do {
            return try body()
        } catch {
            throw Self.translate(error, path: path)
        }
    }
}
