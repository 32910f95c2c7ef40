import Foundation
import GRDB

/// Metrics in roll-ups of one minute, kept for fifteen days as CloudWatch keeps those. What the methods have accepted is on
/// the disk when they return.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention>
package struct MetricStore: Sendable {
    package static let retention = Duration.seconds(15 * 24 * 3600)

    private let database: StateDatabase

    init(database: StateDatabase) {
        self.database = database
    }

    /// Adds values to what the minutes have already, in one transaction.
    package func add(_ samples: [MetricSample]) throws(StateStoreError) {
        try database.write { database in
            let records = MetricRecords(database)
            for sample in samples { try records.add(sample) }
        }
    }

    /// Drops what is older than ``retention``, and metrics of which nothing is left.
    package func removeExpired(at now: Timestamp) throws(StateStoreError) {
        try database.write { try MetricRecords($0).remove(before: now - Self.retention) }
    }

    /// The statistics of a metric in periods of so many seconds, the oldest first; periods begin at multiples of their
    /// length since 1970, and those without a value are left out.
    package func datapoints(
        of key: MetricKey,
        from start: Timestamp,
        until end: Timestamp,
        periodSeconds: Int,
        unit: String?
    ) throws(StateStoreError) -> [MetricDatapoint] {
        try database.read { database in
            try MetricRecords(database).datapoints(of: key, start, end, periodSeconds: periodSeconds, unit: unit)
        }
    }

    /// Metrics in the order in which they first came, those behind `marker`.
    ///
    /// - Returns: each with the marker that leads behind it.
    package func metrics(
        in scope: Scope,
        _ filter: MetricFilter,
        after marker: Int64,
        limit: Int
    ) throws(StateStoreError) -> [(key: MetricKey, marker: Int64)] {
        try database.read { try MetricRecords($0).metrics(in: scope, filter, after: marker, limit: limit) }
    }
}

/// Which metrics to list.
package struct MetricFilter: Sendable {
    package var namespace: String?
    package var name: String?
    /// Dimensions that a metric must have; with any value where none is given.
    package var dimensions: [(name: String, value: String?)]
    /// Only metrics that had a value since.
    package var activeSince: Timestamp?

    package init(
        namespace: String? = nil,
        name: String? = nil,
        dimensions: [(name: String, value: String?)] = [],
        activeSince: Timestamp? = nil
    ) {
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions
        self.activeSince = activeSince
    }

    func includes(_ key: MetricKey) -> Bool {
        dimensions.allSatisfy { wanted in
            key.dimensions.contains { $0.name == wanted.name && (wanted.value == nil || $0.value == wanted.value) }
        }
    }
}
