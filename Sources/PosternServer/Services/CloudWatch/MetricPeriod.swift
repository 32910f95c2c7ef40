import AWSWire
import StateStore

/// The span of time and the period of a query, within what can be answered.
struct MetricPeriod: Sendable {
    let start: Moment
    let end: Moment
    let seconds: Int

    /// - Parameter maximumDatapoints: that a query may ask for.
    /// - Throws: `InvalidParameterValue`, `InvalidParameterCombination`.
    init(
        start: WireTimestamp,
        end: WireTimestamp,
        seconds: Int,
        maximumDatapoints: Int
    ) throws(ServiceFault) {
        guard start < end else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameter StartTime must be less than the parameter EndTime."
            )
        }
        guard seconds >= 60, seconds.isMultiple(of: 60) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameter Period must be a multiple of 60: Postern keeps one value a minute."
            )
        }
        let span = (end.millisecondsSince1970 - start.millisecondsSince1970) / 1000
        let asked = span / Int64(seconds)
        guard asked <= Int64(maximumDatapoints) else {
            throw CloudWatch.Fault.invalidParameterCombination(
                "You have requested up to \(asked) datapoints, which exceeds the limit of \(maximumDatapoints). "
                    + "You may reduce the datapoints requested by increasing Period, or decreasing the time range."
            )
        }
        self.start = Moment(milliseconds: start.millisecondsSince1970)
        self.end = Moment(milliseconds: end.millisecondsSince1970)
        self.seconds = seconds
    }
}

/// One statistic of a period.
enum MetricStatisticName {
    /// - Throws: `InvalidParameterValue` for percentiles and their like, which roll-ups do not hold, and for nonsense.
    static func check(_ name: String) throws(ServiceFault) {
        guard CloudWatch.Statistic.values.contains(name) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "Postern does not support the statistic '\(name)'; use SampleCount, Average, Sum, Minimum or Maximum."
            )
        }
    }

    static func value(_ name: String, of statistics: MetricStatistics) -> Double {
        switch name {
        case "SampleCount": statistics.sampleCount
        case "Sum": statistics.sum
        case "Minimum": statistics.minimum
        case "Maximum": statistics.maximum
        default: statistics.sum / statistics.sampleCount
        }
    }
}
