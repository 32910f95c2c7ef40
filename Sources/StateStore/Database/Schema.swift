import GRDB

/// The tables, step by step. A released step never changes; a later version adds its own.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 entities") { try $0.execute(sql: entities) }
        migrator.registerMigration("2 audit") { try $0.execute(sql: audit) }
        return migrator
    }

    /// What a reset empties besides the audit trail, in an order that no foreign key forbids.
    static let tablesWithoutAudit = ["policy_document_uses", "policy_documents", "entities"]

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

    /// Names in `principals` and `actions` stand between line feeds. `audit_segments` says how much of each segment file
    /// is in `audit_events`; it is written in the same transaction, so that no event is folded twice.
    private static let audit = """
        CREATE TABLE audit_events (
            sequence INTEGER PRIMARY KEY,
            event_time INTEGER NOT NULL,
            request_id TEXT NOT NULL,
            authorization_id TEXT,
            access_key_id TEXT,
            outcome TEXT NOT NULL,
            principals TEXT NOT NULL,
            actions TEXT NOT NULL,
            line TEXT NOT NULL
        ) STRICT;

        CREATE INDEX audit_events_by_time ON audit_events (event_time);
        CREATE INDEX audit_events_by_request ON audit_events (request_id);
        CREATE INDEX audit_events_by_authorization ON audit_events (authorization_id)
            WHERE authorization_id IS NOT NULL;

        CREATE TABLE audit_segments (
            number INTEGER PRIMARY KEY,
            folded_bytes INTEGER NOT NULL
        ) STRICT;
        """
}
