import Foundation
import GRDB

/// The tables `multipart_uploads` and `multipart_parts`.
struct UploadRecords {
    private let database: Database
    private let bucket: Bucket

    init(_ database: Database, _ bucket: Bucket) {
        self.database = database
        self.bucket = bucket
    }

    func insert(_ upload: MultipartUpload) throws {
        try execute(
            """
            INSERT INTO multipart_uploads (id, account_id, region, bucket, key, initiated_at, attributes)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                upload.id, bucket.scope.accountID, bucket.scope.region, bucket.name, upload.key,
                upload.initiatedAt.microseconds, try ObjectRecords.text(of: upload.settings),
            ]
        )
    }

    func upload(_ id: String, of key: String) throws -> MultipartUpload? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM multipart_uploads WHERE id = ? AND bucket = ? AND key = ?",
            arguments: [id, bucket.name, key]
        ).map(MultipartUpload.init)
    }

    func uploads(_ query: ObjectQuery) throws -> [MultipartUpload] {
        let place: SQL =
            switch (query.after, query.afterVersion) {
            case (let key?, let id?): "(key, id) > (\(key), \(id))"
            case (let key?, nil): "key > \(key)"
            case (nil, _): "1"
            }
        let rows = try SQLRequest<Row>(
            """
            SELECT * FROM multipart_uploads WHERE bucket = \(bucket.name) AND key >= \(query.prefix) AND \(place)
            ORDER BY key, id LIMIT \(query.limit)
            """
        ).fetchAll(database)
        return try rows.map(MultipartUpload.init).filter { $0.key.utf8.starts(with: query.prefix.utf8) }
    }

    func remove(_ id: String) throws {
        try execute("DELETE FROM multipart_uploads WHERE id = ?", [id])
    }

    func put(_ part: UploadedPart, to id: String, of key: String) throws -> [ObjectContent]? {
        guard try upload(id, of: key) != nil else { return nil }
        let replaced = try Self.parts(database, of: id, after: part.number - 1, limit: 1)
            .filter { $0.number == part.number }
        try execute(
            """
            INSERT OR REPLACE INTO multipart_parts (upload_id, number, last_modified, size, md5, checksum, content)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, part.number, part.lastModified.microseconds, part.content.size, part.md5, part.checksum,
                try ObjectRecords.text(of: part.content),
            ]
        )
        return replaced.map(\.content)
    }

    static func parts(_ database: Database, of id: String, after marker: Int, limit: Int) throws -> [UploadedPart] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM multipart_parts WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?",
            arguments: [id, marker, limit]
        ).map(UploadedPart.init)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension MultipartUpload {
    fileprivate init(_ row: Row) throws {
        let text: String = row["attributes"]
        self.init(
            id: row["id"],
            key: row["key"],
            initiatedAt: Timestamp(microseconds: row["initiated_at"]),
            settings: try JSONDecoder().decode(Settings.self, from: Data(text.utf8))
        )
    }
}

extension UploadedPart {
    fileprivate init(_ row: Row) throws {
        let content: String = row["content"]
        self.init(
            number: row["number"],
            lastModified: Timestamp(microseconds: row["last_modified"]),
            md5: row["md5"],
            checksum: row["checksum"],
            content: try JSONDecoder().decode(ObjectContent.self, from: Data(content.utf8))
        )
    }
}
