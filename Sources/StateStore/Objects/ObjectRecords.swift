import Foundation
import GRDB

/// The table `object_versions` of one bucket.
struct ObjectRecords {
    /// All but the attributes, which may be long.
    static let columns = """
        sequence, key, version_id, is_latest, is_delete_marker, last_modified, size, etag, storage_class,
        checksum_algorithm, checksum_type
        """

    let database: Database
    let bucket: Bucket

    init(_ database: Database, _ bucket: Bucket) {
        self.database = database
        self.bucket = bucket
    }

    func object(_ key: String, version: String?) throws -> StoredObject? {
        try row(key, version: version).map(StoredObject.init)
    }

    func put(_ object: StoredObject, if condition: ObjectCondition) throws -> ObjectWriteOutcome {
        let key = object.summary.key
        let current = try self.object(key, version: nil).flatMap { $0.summary.isDeleteMarker ? nil : $0 }
        switch (condition, current) {
        case (.none, _), (.absent, nil): break
        case (.absent, _?): return .conditionFailed
        case (.matches, nil): return .noObject
        case (.matches(let etag), let current?):
            guard etag == "*" || etag == current.summary.etag else { return .conditionFailed }
        }
        let versionID = bucket.versioning == .enabled ? object.summary.versionID : ObjectSummary.nullVersion
        var released: [ObjectContent] = []
        if versionID == ObjectSummary.nullVersion { released = try remove(versionID, of: key)?.contents ?? [] }
        try execute(
            "UPDATE object_versions SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1",
            [bucket.name, key]
        )
        try insert(object, versionID: versionID)
        guard let stored = try self.object(key, version: versionID) else {
            throw DatabaseError(message: "a row is gone")
        }
        return .written(stored, released: released)
    }

    func delete(_ marker: ObjectSummary) throws -> ObjectDeletion {
        guard bucket.versioning != nil else {
            let released = try remove(ObjectSummary.nullVersion, of: marker.key)
            return ObjectDeletion(versionID: nil, isDeleteMarker: false, released: released?.contents ?? [])
        }
        let outcome = try put(StoredObject(summary: marker, attributes: ObjectAttributes()), if: .none)
        guard case .written(let stored, let released) = outcome else {
            throw DatabaseError(message: "no condition failed")
        }
        return ObjectDeletion(versionID: stored.summary.versionID, isDeleteMarker: true, released: released)
    }

    func deleteVersion(_ version: String, of key: String) throws -> ObjectDeletion {
        guard let removed = try remove(version, of: key) else {
            return ObjectDeletion(versionID: nil, isDeleteMarker: false, released: [])
        }
        try execute(
            """
            UPDATE object_versions SET is_latest = 1 WHERE sequence = (
                SELECT sequence FROM object_versions WHERE bucket = :bucket AND key = :key ORDER BY sequence DESC LIMIT 1
            ) AND is_latest = 0
            """,
            ["bucket": bucket.name, "key": key]
        )
        return ObjectDeletion(versionID: version, isDeleteMarker: removed.isDeleteMarker, released: removed.contents)
    }

    func setTags(_ tags: [Tag], of key: String, version: String?) throws -> StoredObject? {
        guard let row = try row(key, version: version) else { return nil }
        let found = try StoredObject(row)
        guard !found.summary.isDeleteMarker else { return found }
        var attributes = found.attributes
        attributes.tags = tags
        try execute(
            "UPDATE object_versions SET attributes = ? WHERE sequence = ?",
            [try Self.text(of: attributes), row["sequence"] as Int64]
        )
        return StoredObject(summary: found.summary, attributes: attributes)
    }

    func isEmpty() throws -> Bool {
        try Int.fetchOne(
            database,
            sql: "SELECT 1 FROM object_versions WHERE bucket = ? LIMIT 1",
            arguments: [bucket.name]
        ) == nil
    }

    static func contentNames(_ database: Database) throws -> Set<String> {
        var names = Set(
            try String.fetchAll(database, sql: "SELECT json_extract(content, '$.name') FROM multipart_parts")
        )
        let rows = try String.fetchCursor(
            database,
            sql: """
                SELECT json_extract(each.value, '$.name')
                FROM object_versions, json_each(object_versions.attributes, '$.contents') AS each
                """
        )
        while let name = try rows.next() { names.insert(name) }
        return names
    }

    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func row(_ key: String, version: String?) throws -> Row? {
        let condition = version == nil ? "is_latest = 1" : "version_id = ?"
        let statement = try database.cachedStatement(
            sql: "SELECT \(Self.columns), attributes FROM object_versions WHERE bucket = ? AND key = ? AND \(condition)"
        )
        return try Row.fetchOne(
            statement,
            arguments: StatementArguments([bucket.name, key] + (version.map { [$0] } ?? []))
        )
    }

    private func insert(_ object: StoredObject, versionID: String) throws {
        let summary = object.summary
        try execute(
            """
            INSERT INTO object_versions (account_id, region, bucket, key, version_id, is_latest, is_delete_marker,
            last_modified, size, etag, storage_class, checksum_algorithm, checksum_type, attributes)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                bucket.scope.accountID, bucket.scope.region, bucket.name, summary.key, versionID,
                summary.isDeleteMarker, summary.lastModified.microseconds, summary.size, summary.etag,
                summary.storageClass, summary.checksumAlgorithm?.rawValue, summary.checksumType?.rawValue,
                try Self.text(of: object.attributes),
            ]
        )
    }

    private func remove(_ version: String, of key: String) throws -> (contents: [ObjectContent], isDeleteMarker: Bool)?
    {
        guard let found = try object(key, version: version) else { return nil }
        try execute(
            "DELETE FROM object_versions WHERE bucket = ? AND key = ? AND version_id = ?",
            [bucket.name, key, version]
        )
        return (found.attributes.contents, found.summary.isDeleteMarker)
    }
}

extension StoredObject {
    init(_ row: Row) throws {
        let text: String = row["attributes"]
        self.init(
            summary: ObjectSummary(row),
            attributes: try JSONDecoder().decode(ObjectAttributes.self, from: Data(text.utf8))
        )
    }
}

extension ObjectSummary {
    init(_ row: Row) {
        self.init(
            key: row["key"],
            versionID: row["version_id"],
            isLatest: row["is_latest"],
            isDeleteMarker: row["is_delete_marker"],
            lastModified: Timestamp(microseconds: row["last_modified"]),
            size: row["size"],
            etag: row["etag"],
            storageClass: row["storage_class"],
            checksumAlgorithm: (row["checksum_algorithm"] as String?).flatMap(ChecksumAlgorithm.init),
            checksumType: (row["checksum_type"] as String?).flatMap(ChecksumType.init)
        )
    }
}
