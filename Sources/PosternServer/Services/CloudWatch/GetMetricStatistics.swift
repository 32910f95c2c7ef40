import AWSWire
import StateStore

/// `GetMetricStatistics`.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html>
struct GetMetricStatistics: ServiceOperation {
    typealias Wire = CloudWatch.GetMetricStatistics
    private static let maximumDatapoints = 1440

    let cloudWatch: CloudWatchDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.metrics("GetMetricStatistics", in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        for name in input.extendedStatistics ?? [] { try MetricStatisticName.check(name) }
        let names = Set((input.statistics ?? []).map(\.rawValue))
        guard !names.isEmpty else {
            throw CloudWatch.Fault.invalidParameterCombination(
                "At least one of the parameters Statistics and ExtendedStatistics must be specified."
            )
        }
        let period = try MetricPeriod(
            start: input.startTime,
            end: input.endTime,
            seconds: input.period,
            maximumDatapoints: Self.maximumDatapoints
        )
        let key = MetricKey(
            scope: call.scope,
            namespace: input.namespace,
            name: input.metricName,
            dimensions: (input.dimensions ?? []).map(MetricDimension.init)
        )
        return .asynchronously { () throws(ServiceFault) in
            let found = try cloudWatch.stored { () throws(StateStoreError) in
                try cloudWatch.metrics.datapoints(
                    of: key,
                    from: period.start,
                    until: period.end,
                    periodSeconds: period.seconds,
                    unit: input.unit?.rawValue
                )
            }
            return Wire.Output(
                label: input.metricName,
                datapoints: found.map { CloudWatch.Datapoint($0, names) }
            )
        }
    }
}

extension CloudWatch.Datapoint {
    fileprivate init(_ point: MetricDatapoint, _ names: Set<String>) {
        func value(_ name: String) -> Double? {
            names.contains(name) ? MetricStatisticName.value(name, of: point.statistics) : nil
        }
        self.init(
            timestamp: WireTimestamp(point.time),
            sampleCount: value("SampleCount"),
            average: value("Average"),
            sum: value("Sum"),
            minimum: value("Minimum"),
            maximum: value("Maximum"),
            unit: CloudWatch.StandardUnit(rawValue: point.unit)
        )
    }
}
