import GRDB

/// The tables, step by step. A released step never changes; a later version adds its own.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 entities") { try $0.execute(sql: entities) }
        migrator.registerMigration("2 audit") { try $0.execute(sql: audit) }
        migrator.registerMigration("3 invocations") { try $0.execute(sql: invocations) }
        migrator.registerMigration("4 logs") { try $0.execute(sql: logs) }
        migrator.registerMigration("5 sealing") { try $0.execute(sql: sealing) }
        migrator.registerMigration("6 function versions") { try $0.execute(sql: functionVersions) }
        migrator.registerMigration("7 objects") { try $0.execute(sql: objects) }
        migrator.registerMigration("8 metrics") { try $0.execute(sql: metrics) }
        migrator.registerMigration("9 traces") { try $0.execute(sql: traces) }
        return migrator
    }

    /// What a reset empties besides the audit trail, in an order that no foreign key forbids.
    ///
    /// The texts of policies stay. They are found by their hash alone, and requests that were decided before the reset may
    /// still append events that name them.
    static let tablesToReset = [
        "metric_minutes", "metrics", "trace_segments", "log_events", "log_streams", "invocations", "multipart_parts",
        "multipart_uploads", "object_versions",
        "policy_document_uses", "entities",
    ]

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

    /// One row a minute, metric and unit. `dimensions` is JSON ordered by name.
    private static let metrics = """
        CREATE TABLE metrics (
            id INTEGER PRIMARY KEY,
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            dimensions TEXT NOT NULL,
            last_minute INTEGER NOT NULL,
            UNIQUE (account_id, region, namespace, name, dimensions)
        ) STRICT;

        CREATE TABLE metric_minutes (
            metric_id INTEGER NOT NULL REFERENCES metrics ON DELETE CASCADE,
            minute INTEGER NOT NULL,
            unit TEXT NOT NULL,
            sample_count REAL NOT NULL,
            sum REAL NOT NULL,
            minimum REAL NOT NULL,
            maximum REAL NOT NULL,
            PRIMARY KEY (metric_id, minute, unit)
        ) STRICT, WITHOUT ROWID;
        """

    private static let traces = """
        CREATE TABLE trace_segments (
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            trace_id TEXT NOT NULL,
            id TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (account_id, region, trace_id, id)
        ) STRICT;

        CREATE INDEX trace_segments_by_time ON trace_segments (account_id, region, started_at);
        """

    /// Keys compare byte by byte, which is S3's order. Later versions of a key have greater sequence numbers. A version
    /// keeps its bucket from going; an unfinished upload goes with it.
    private static let objects = """
        CREATE TABLE object_versions (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            bucket_kind TEXT NOT NULL DEFAULT 'bucket',
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            bucket TEXT NOT NULL,
            key TEXT NOT NULL,
            version_id TEXT NOT NULL,
            is_latest INTEGER NOT NULL,
            is_delete_marker INTEGER NOT NULL,
            last_modified INTEGER NOT NULL,
            size INTEGER NOT NULL,
            etag TEXT NOT NULL,
            storage_class TEXT NOT NULL,
            checksum_algorithm TEXT,
            checksum_type TEXT,
            attributes TEXT NOT NULL,
            UNIQUE (bucket, key, version_id),
            FOREIGN KEY (bucket_kind, account_id, region, bucket) REFERENCES entities
        ) STRICT;

        CREATE UNIQUE INDEX object_versions_latest ON object_versions (bucket, key) WHERE is_latest = 1;
        CREATE INDEX object_versions_current ON object_versions (bucket, key)
            WHERE is_latest = 1 AND is_delete_marker = 0;
        CREATE INDEX object_versions_by_age ON object_versions (bucket, key, sequence DESC);
        CREATE INDEX object_versions_by_bucket ON object_versions (bucket_kind, account_id, region, bucket);

        CREATE TABLE multipart_uploads (
            id TEXT NOT NULL PRIMARY KEY,
            bucket_kind TEXT NOT NULL DEFAULT 'bucket',
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            bucket TEXT NOT NULL,
            key TEXT NOT NULL,
            initiated_at INTEGER NOT NULL,
            attributes TEXT NOT NULL,
            FOREIGN KEY (bucket_kind, account_id, region, bucket) REFERENCES entities ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX multipart_uploads_by_key ON multipart_uploads (bucket, key, id);
        CREATE INDEX multipart_uploads_by_bucket ON multipart_uploads (bucket_kind, account_id, region, bucket);

        CREATE TABLE multipart_parts (
            upload_id TEXT NOT NULL REFERENCES multipart_uploads ON DELETE CASCADE,
            number INTEGER NOT NULL,
            last_modified INTEGER NOT NULL,
            size INTEGER NOT NULL,
            md5 TEXT NOT NULL,
            checksum TEXT NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (upload_id, number)
        ) STRICT, WITHOUT ROWID;
        """

    /// At most one row: a constant sealed under the key that everything else is sealed under.
    private static let sealing = """
        CREATE TABLE sealing_check (
            sealed BLOB NOT NULL
        ) STRICT;
        """

    /// Before versions there were neither layers nor qualified policies to keep.
    private static let functionVersions = """
        UPDATE entities
        SET attributes = json_set(
            json_remove(attributes, '$.qualifiedResourcePolicies', '$.resourcePolicy.revisionID', '$.latest.layerARNs'),
            '$.lastVersionNumber', 0,
            '$.latest.layers', json('[]')
        )
        WHERE kind = 'function';
        """

    /// Sequence numbers grow, so that invocations due at the same time leave in the order in which they came. The payload
    /// stands last, because SQLite reads through everything before a column.
    private static let invocations = """
        CREATE TABLE invocations (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            request_id TEXT NOT NULL UNIQUE,
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            function_name TEXT NOT NULL,
            qualifier TEXT,
            accepted_at INTEGER NOT NULL,
            available_at INTEGER NOT NULL,
            lease_ends_at INTEGER,
            failed_attempts INTEGER NOT NULL,
            deferrals INTEGER NOT NULL,
            trace_header TEXT NOT NULL,
            payload BLOB NOT NULL
        ) STRICT;

        CREATE INDEX invocations_by_time ON invocations (available_at);
        """

    /// A stream belongs to the entity that is its group and goes with it.
    private static let logs = """
        CREATE TABLE log_streams (
            id INTEGER PRIMARY KEY,
            group_kind TEXT NOT NULL DEFAULT 'log-group',
            account_id TEXT NOT NULL,
            region TEXT NOT NULL,
            group_name TEXT NOT NULL,
            name TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            first_event_at INTEGER,
            last_event_at INTEGER,
            last_ingestion_at INTEGER,
            stored_bytes INTEGER NOT NULL DEFAULT 0,
            UNIQUE (account_id, region, group_name, name),
            FOREIGN KEY (group_kind, account_id, region, group_name) REFERENCES entities ON DELETE CASCADE
        ) STRICT;

        CREATE INDEX log_streams_by_group ON log_streams (group_kind, account_id, region, group_name);

        CREATE TABLE log_events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            stream_id INTEGER NOT NULL REFERENCES log_streams ON DELETE CASCADE,
            timestamp INTEGER NOT NULL,
            ingested_at INTEGER NOT NULL,
            message TEXT NOT NULL
        ) STRICT;

        CREATE INDEX log_events_by_time ON log_events (stream_id, timestamp, sequence);
        """
}
