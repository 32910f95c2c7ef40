import Foundation
import GRDB

/// The tables `metrics` and `metric_minutes`.
struct MetricRecords {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func add(_ sample: MetricSample) throws {
        let minute = sample.time.seconds.flooredQuotient(by: 60)
        let metric = try id(of: sample.key, at: minute)
        let statistics = sample.statistics
        try execute(
            """
            INSERT INTO metric_minutes (metric_id, minute, unit, sample_count, sum, minimum, maximum)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (metric_id, minute, unit) DO UPDATE SET
            sample_count = sample_count + excluded.sample_count, sum = sum + excluded.sum,
            minimum = MIN(minimum, excluded.minimum), maximum = MAX(maximum, excluded.maximum)
            """,
            [
                metric, minute, sample.unit, statistics.sampleCount, statistics.sum, statistics.minimum,
                statistics.maximum,
            ]
        )
    }

    func remove(before time: Timestamp) throws {
        let minute = time.seconds.flooredQuotient(by: 60)
        try execute("DELETE FROM metric_minutes WHERE minute < ?", [minute])
        try execute("DELETE FROM metrics WHERE last_minute < ?", [minute])
    }

    func datapoints(
        of key: MetricKey,
        _ start: Timestamp,
        _ end: Timestamp,
        periodSeconds: Int,
        unit: String?
    ) throws -> [MetricDatapoint] {
        let minutes = Int64(max(1, periodSeconds / 60))
        let first = start.seconds.flooredQuotient(by: minutes * 60) * minutes
        let last = (end.seconds + 59).flooredQuotient(by: 60)
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT minute / :period AS period, unit, SUM(sample_count) AS count, SUM(sum) AS sum,
                    MIN(minimum) AS minimum, MAX(maximum) AS maximum
                    FROM metric_minutes JOIN metrics ON metrics.id = metric_id
                    WHERE account_id = :account AND region = :region AND namespace = :namespace AND name = :name
                    AND dimensions = :dimensions AND minute >= :first AND minute < :last
                    AND (:unit IS NULL OR unit = :unit)
                    GROUP BY 1, 2 ORDER BY 1, 2
                    """
            ),
            arguments: [
                "period": minutes, "account": key.scope.accountID, "region": key.scope.region,
                "namespace": key.namespace, "name": key.name, "dimensions": try Self.text(of: key.dimensions),
                "first": first, "last": last, "unit": unit,
            ]
        )
        return rows.map { row in
            MetricDatapoint(
                time: Timestamp(seconds: (row["period"] as Int64) * minutes * 60),
                unit: row["unit"],
                statistics: MetricStatistics(
                    sampleCount: row["count"],
                    sum: row["sum"],
                    minimum: row["minimum"],
                    maximum: row["maximum"]
                )
            )
        }
    }

    func metrics(
        in scope: Scope,
        _ filter: MetricFilter,
        after marker: Int64,
        limit: Int
    ) throws -> [(key: MetricKey, marker: Int64)] {
        let rows = try SQLRequest<Row>(
            """
            SELECT * FROM metrics WHERE account_id = \(scope.accountID) AND region = \(scope.region) AND id > \(marker)
            AND (\(filter.namespace) IS NULL OR namespace = \(filter.namespace))
            AND (\(filter.name) IS NULL OR name = \(filter.name))
            AND last_minute >= \(filter.activeSince.map { $0.seconds / 60 } ?? Int64.min) ORDER BY id
            """
        ).fetchCursor(database)
        var found: [(key: MetricKey, marker: Int64)] = []
        while found.count < limit, let row = try rows.next() {
            let text: String = row["dimensions"]
            let dimensions = try JSONDecoder().decode([MetricDimension].self, from: Data(text.utf8))
            let key = MetricKey(
                scope: scope,
                namespace: row["namespace"],
                name: row["name"],
                dimensions: dimensions
            )
            if filter.includes(key) { found.append((key, row["id"])) }
        }
        return found
    }

    /// The row of a metric, made where there is none.
    private func id(of key: MetricKey, at minute: Int64) throws -> Int64 {
        let arguments: [(any DatabaseValueConvertible)?] = [
            key.scope.accountID, key.scope.region, key.namespace, key.name, try Self.text(of: key.dimensions), minute,
        ]
        let id = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    INSERT INTO metrics (account_id, region, namespace, name, dimensions, last_minute)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (account_id, region, namespace, name, dimensions)
                    DO UPDATE SET last_minute = MAX(last_minute, excluded.last_minute) RETURNING id
                    """
            ),
            arguments: StatementArguments(arguments)
        )
        guard let id else { throw DatabaseError(message: "a metric has no row") }
        return id
    }

    private static func text(of dimensions: [MetricDimension]) throws -> String {
        try ObjectRecords.text(of: dimensions)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
