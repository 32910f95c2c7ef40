import GRDB

/// Walks over the keys of a bucket along an index: a page costs as much as what it shows, since what a common prefix
/// stands for is passed over in one step.
struct ObjectLister {
    private static let batchSize = 250

    let database: Database
    let bucket: Bucket
    let query: ObjectQuery

    func currentObjects() throws -> ObjectListing {
        try walk(
            from: "object_versions INDEXED BY object_versions_current",
            where: "is_latest = 1 AND is_delete_marker = 0",
            order: "key"
        )
    }

    func versions() throws -> ObjectListing {
        try walk(from: "object_versions INDEXED BY object_versions_by_age", where: "1", order: "key, sequence DESC")
    }

    private func walk(from table: String, where condition: String, order: String) throws -> ObjectListing {
        var listing = ObjectListing()
        guard query.limit > 0 else { return listing }
        var position = try start()
        var count = 0
        while true {
            let rows = try rows(after: position, from: table, where: condition, order: order)
            for row in rows {
                let summary = ObjectSummary(row)
                guard summary.key.utf8.starts(with: query.prefix.utf8) else { return listing }
                if case .behindPrefix(let prefix) = position, summary.key.utf8.starts(with: prefix.utf8) { continue }
                guard count < query.limit else { return marked(listing, at: position) }
                count += 1
                if let prefix = commonPrefix(of: summary.key) {
                    listing.commonPrefixes.append(prefix)
                    position = .behindPrefix(prefix)
                } else {
                    listing.objects.append(summary)
                    position = .behind(key: summary.key, sequence: row["sequence"], versionID: summary.versionID)
                }
            }
            if rows.count < Self.batchSize { return listing }
        }
    }

    /// Where reading goes on.
    private enum Position {
        case atPrefix
        case behindKey(String)
        case behind(key: String, sequence: Int64, versionID: String)
        case behindPrefix(String)
    }

    private func start() throws -> Position {
        guard let after = query.after else { return .atPrefix }
        if let version = query.afterVersion {
            let sequence = try Int64.fetchOne(
                database,
                sql: "SELECT sequence FROM object_versions WHERE bucket = ? AND key = ? AND version_id = ?",
                arguments: [bucket.name, after, version]
            )
            return .behind(key: after, sequence: sequence ?? 0, versionID: version)
        }
        // A marker that is a common prefix stands for all keys behind it.
        guard let prefix = commonPrefix(of: after), prefix.utf8.elementsEqual(after.utf8) else {
            return .behindKey(after)
        }
        return .behindPrefix(prefix)
    }

    private func commonPrefix(of key: String) -> String? {
        guard let delimiter = query.delimiter, !delimiter.isEmpty, key.utf8.starts(with: query.prefix.utf8) else {
            return nil
        }
        let mark = Array(delimiter.utf8)
        let bytes = Array(key.utf8)
        var start = query.prefix.utf8.count
        while start + mark.count <= bytes.count {
            if bytes[start..<(start + mark.count)].elementsEqual(mark) {
                return String(decoding: bytes[..<(start + mark.count)], as: UTF8.self)
            }
            start += 1
        }
        return nil
    }

    private func rows(
        after position: Position,
        from table: String,
        where condition: String,
        order: String
    ) throws -> [Row] {
        let (place, arguments): (String, StatementArguments) =
            switch position {
            case .atPrefix: ("key >= ?", [query.prefix])
            case .behindKey(let key): ("key > ? AND key >= ?", [key, query.prefix])
            case .behind(let key, let sequence, _):
                // Two ranges of the index, of which the first is what is left of one key.
                ("key >= ? AND (key > ? OR sequence < ?)", [key, key, sequence])
            case .behindPrefix(let prefix): ("key > ? AND key >= ?", [Self.end(of: prefix), query.prefix])
            }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(ObjectRecords.columns) FROM \(table) WHERE bucket = ? AND \(place) AND \(condition)
                    ORDER BY \(order) LIMIT \(Self.batchSize)
                    """
            ),
            arguments: [bucket.name] + arguments
        )
    }

    /// Greater than every key that begins so: no key has a scalar behind the last.
    private static func end(of prefix: String) -> String {
        prefix + String(repeating: "\u{10FFFF}", count: 256)
    }

    private func marked(_ listing: ObjectListing, at position: Position) -> ObjectListing {
        var listing = listing
        switch position {
        case .atPrefix: break
        case .behindKey(let key): listing.next = key
        case .behindPrefix(let prefix): listing.next = prefix
        case .behind(let key, _, let version):
            listing.next = key
            listing.nextVersion = version
        }
        return listing
    }
}
