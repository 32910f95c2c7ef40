/// Names one metric of CloudWatch.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html>
package struct MetricKey: Hashable, Sendable {
    package let scope: Scope
    package let namespace: String
    package let name: String
    /// Ordered by name: the order in which a client gives them means nothing.
    package let dimensions: [MetricDimension]

    package init(scope: Scope, namespace: String, name: String, dimensions: [MetricDimension] = []) {
        self.scope = scope
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    }
}

package struct MetricDimension: Hashable, Sendable, Codable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// What is kept of the values of one metric in one span of time.
package struct MetricStatistics: Hashable, Sendable {
    package var sampleCount: Double
    package var sum: Double
    package var minimum: Double
    package var maximum: Double

    package init(sampleCount: Double, sum: Double, minimum: Double, maximum: Double) {
        self.sampleCount = sampleCount
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Of one value that came `count` times.
    package init(_ value: Double, count: Double = 1) {
        self.init(sampleCount: count, sum: value * count, minimum: value, maximum: value)
    }

    package mutating func add(_ other: Self) {
        sampleCount += other.sampleCount
        sum += other.sum
        minimum = Swift.min(minimum, other.minimum)
        maximum = Swift.max(maximum, other.maximum)
    }
}

/// Values of a metric in one minute, to be kept.
package struct MetricSample: Sendable {
    package let key: MetricKey
    package let time: Timestamp
    /// Such as `Milliseconds` or `Count`.
    package let unit: String
    package let statistics: MetricStatistics

    package init(key: MetricKey, time: Timestamp, unit: String, statistics: MetricStatistics) {
        self.key = key
        self.time = time
        self.unit = unit
        self.statistics = statistics
    }
}

/// The statistics of a metric in one period.
package struct MetricDatapoint: Hashable, Sendable {
    /// When the period begins.
    package let time: Timestamp
    package let unit: String
    package let statistics: MetricStatistics
}
