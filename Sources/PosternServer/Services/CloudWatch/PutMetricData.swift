import AWSWire
import StateStore

/// `PutMetricData`.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html>
struct PutMetricData: ServiceOperation {
    typealias Wire = CloudWatch.PutMetricData
    private static let maximumData = 1000
    /// One request, compressed or not.
    private static let maximumBytes = 1 << 20

    let cloudWatch: CloudWatchDependencies

    /// Clients compress a body of 10 KiB and more.
    func received(_ request: WireRequest) throws(ServiceFault) -> WireRequest {
        guard let body = GzipBody(request) else { return request }
        var unpacked = request
        do throws(GzipBody.Failure) {
            unpacked.body = try body.unpacked(limitBytes: Self.maximumBytes)
        } catch {
            switch error {
            case .notGzip:
                throw ServiceFault(code: "SerializationException", message: "The body is not what gzip makes.")
            case .tooLong:
                throw ServiceFault(
                    code: "RequestEntityTooLarge",
                    message: "Request size exceeded \(Self.maximumBytes) bytes",
                    status: 413
                )
            }
        }
        unpacked.headers.removeAll { $0.name.lowercased() == "content-encoding" }
        return unpacked
    }

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.metrics("PutMetricData", in: call, namespace: input.namespace)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        guard !input.namespace.hasPrefix("AWS/") else {
            throw CloudWatch.Fault.invalidParameterValue("The value AWS/ for parameter Namespace is invalid.")
        }
        guard input.entityMetricData == nil else {
            throw CloudWatch.Fault.invalidParameterValue("Postern does not support EntityMetricData; use MetricData.")
        }
        let data = input.metricData ?? []
        guard !data.isEmpty else {
            throw CloudWatch.Fault.missingRequiredParameter("The parameter MetricData is required.")
        }
        guard data.count <= Self.maximumData else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The collection MetricData must not have a size greater than \(Self.maximumData)."
            )
        }
        var samples: [MetricSample] = []
        for (index, datum) in data.enumerated() {
            let place = "MetricData.member.\(index + 1)"
            guard !datum.metricName.utf8.contains(0) else {
                throw CloudWatch.Fault.invalidParameterValue("The parameter \(place).MetricName contains a NUL.")
            }
            let key = MetricKey(
                scope: call.scope,
                namespace: input.namespace,
                name: datum.metricName,
                dimensions: try datum.checkedDimensions(place)
            )
            samples.append(
                MetricSample(
                    key: key,
                    time: try datum.checkedTime(call.time, place),
                    unit: datum.unit?.rawValue ?? CloudWatch.StandardUnit.none.rawValue,
                    statistics: try datum.checkedStatistics(place)
                )
            )
        }
        let checked = samples
        return .asynchronously { () throws(ServiceFault) in
            try cloudWatch.stored { () throws(StateStoreError) in try cloudWatch.metrics.add(checked) }
            return Unit()
        }
    }
}

extension CloudWatch.MetricDatum {
    private static var maximumValues: Int { 150 }

    fileprivate func checkedDimensions(_ place: String) throws(ServiceFault) -> [MetricDimension] {
        let dimensions = (self.dimensions ?? []).map(MetricDimension.init)
        guard Set(dimensions.map(\.name)).count == dimensions.count else {
            throw CloudWatch.Fault.invalidParameterValue("The parameter \(place).Dimensions names a dimension twice.")
        }
        for (index, dimension) in dimensions.enumerated() {
            let item = "\(place).Dimensions.member.\(index + 1)"
            try Self.checkPrintable(dimension.name, "\(item).Name")
            try Self.checkPrintable(dimension.value, "\(item).Value")
        }
        return dimensions
    }

    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html>
    private static func checkPrintable(_ text: String, _ place: String) throws(ServiceFault) {
        guard text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameter \(place) contains non-ASCII or control characters."
            )
        }
    }

    /// Two weeks back and two hours ahead.
    fileprivate func checkedTime(_ now: Moment, _ place: String) throws(ServiceFault) -> Moment {
        guard let timestamp else { return now }
        let time = Moment(milliseconds: timestamp.millisecondsSince1970)
        guard time >= now - .seconds(14 * 24 * 3600) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameter \(place).Timestamp must specify a time no more than two weeks in the past."
            )
        }
        guard time <= now + .seconds(2 * 3600) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameter \(place).Timestamp must specify a time no more than two hours in the future."
            )
        }
        return time
    }

    /// Exactly one of a value, a set of statistics, and values with their counts.
    fileprivate func checkedStatistics(_ place: String) throws(ServiceFault) -> MetricStatistics {
        let given = [("Value", value != nil), ("StatisticValues", statisticValues != nil), ("Values", values != nil)]
            .filter(\.1).map(\.0)
        guard given.count <= 1 else {
            throw CloudWatch.Fault.invalidParameterCombination(
                "The parameters \(place).\(given[0]) and \(place).\(given[1]) are mutually exclusive and you have specified both."
            )
        }
        let statistics: MetricStatistics
        if let value {
            statistics = MetricStatistics(value)
        } else if let set = statisticValues {
            statistics = MetricStatistics(
                sampleCount: set.sampleCount,
                sum: set.sum,
                minimum: set.minimum,
                maximum: set.maximum
            )
        } else {
            statistics = try checkedValues(place)
        }
        let numbers = [statistics.sampleCount, statistics.sum, statistics.minimum, statistics.maximum]
        guard numbers.allSatisfy(\.isFinite), statistics.sampleCount > 0, statistics.minimum <= statistics.maximum
        else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The value for parameter \(place) is not a number that is kept."
            )
        }
        return statistics
    }

    private func checkedValues(_ place: String) throws(ServiceFault) -> MetricStatistics {
        guard let values, let first = values.first else {
            throw CloudWatch.Fault.missingRequiredParameter(
                "At least one of the parameters \(place).Value, \(place).StatisticValues and \(place).Values is required."
            )
        }
        let counts = self.counts ?? Array(repeating: 1, count: values.count)
        guard values.count <= Self.maximumValues, counts.count == values.count, counts.allSatisfy({ $0 > 0 }) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The parameters \(place).Values and \(place).Counts must be of the same size, "
                    + "\(Self.maximumValues) at most, and counts be greater than 0."
            )
        }
        var statistics = MetricStatistics(first, count: counts[0])
        for (value, count) in zip(values, counts).dropFirst() { statistics.add(MetricStatistics(value, count: count)) }
        return statistics
    }
}
