import GRDB

/// The tables, step by step. A released step never changes; a later version adds its own.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 entities") { try $0.execute(sql: entities) }
        return migrator
    }

    /// Every read of an entity at run time is a read of the snapshot, so a row needs columns for its keys only.
    private static let entities = """
        CREATE TABLE entities (
            kind TEXT NOT NULL,
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            id TEXT NOT NULL,
            unique_name TEXT,
            attributes TEXT NOT NULL,
            PRIMARY KEY (kind, account_id, region, id)
        ) STRICT, WITHOUT ROWID;

        CREATE UNIQUE INDEX entities_by_unique_name ON entities (kind, account_id, region, unique_name)
            WHERE unique_name IS NOT NULL;

        CREATE TABLE policy_documents (
            hash TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE policy_document_uses (
            kind TEXT NOT NULL,
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            id TEXT NOT NULL,
            hash TEXT NOT NULL REFERENCES policy_documents (hash),
            PRIMARY KEY (kind, account_id, region, id, hash),
            FOREIGN KEY (kind, account_id, region, id) REFERENCES entities ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        """
}
