import AWSWire
import StateStore

/// `GetMetricData`: several metrics at once.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html>
struct GetMetricData: ServiceOperation {
    typealias Wire = CloudWatch.GetMetricData
    private static let maximumQueries = 500
    private static let maximumDatapoints = 100_800

    let cloudWatch: CloudWatchDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.metrics("GetMetricData", in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.nextToken == nil else {
            throw CloudWatch.Fault.invalidNextToken("The token is not one of this server's.")
        }
        let queries = input.metricDataQueries
        guard (1...Self.maximumQueries).contains(queries.count) else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The collection MetricDataQueries must have between 1 and \(Self.maximumQueries) items."
            )
        }
        guard Set(queries.map(\.id)).count == queries.count else {
            throw CloudWatch.Fault.invalidParameterValue(
                "The values for parameter id in MetricDataQueries are not unique."
            )
        }
        var asked: [Query] = []
        for query in queries {
            asked.append(
                try Query(query, input, in: call.scope, maximumDatapoints: Self.maximumDatapoints / queries.count)
            )
        }
        let checked = asked
        let isAscending = input.scanBy == .timestampAscending
        return .asynchronously { () throws(ServiceFault) in
            var results: [CloudWatch.MetricDataResult] = []
            for query in checked where query.isReturned {
                results.append(try query.result(from: cloudWatch, isAscending: isAscending))
            }
            return Wire.Output(metricDataResults: results, messages: [])
        }
    }

    /// One metric with one statistic of it.
    private struct Query: Sendable {
        let id: String
        let label: String
        let key: MetricKey
        let period: MetricPeriod
        let statistic: String
        let unit: String?
        let isReturned: Bool

        /// - Throws: for expressions, which are not served, and for what cannot be answered.
        init(
            _ query: CloudWatch.MetricDataQuery,
            _ input: Wire.Input,
            in scope: Scope,
            maximumDatapoints: Int
        ) throws(ServiceFault) {
            guard query.expression == nil, let asked = query.metricStat else {
                throw CloudWatch.Fault.invalidParameterValue(
                    "Postern does not support metric expressions; the query '\(query.id)' must have a MetricStat."
                )
            }
            guard let namespace = asked.metric.namespace, let name = asked.metric.metricName else {
                throw CloudWatch.Fault.missingRequiredParameter(
                    "The parameters Namespace and MetricName of the query '\(query.id)' are required."
                )
            }
            try MetricStatisticName.check(asked.stat)
            id = query.id
            label = query.label ?? name
            key = MetricKey(
                scope: scope,
                namespace: namespace,
                name: name,
                dimensions: (asked.metric.dimensions ?? []).map(MetricDimension.init)
            )
            period = try MetricPeriod(
                start: input.startTime,
                end: input.endTime,
                seconds: asked.period,
                maximumDatapoints: maximumDatapoints
            )
            statistic = asked.stat
            unit = asked.unit?.rawValue
            isReturned = query.returnData ?? true
        }

        func result(
            from cloudWatch: CloudWatchDependencies,
            isAscending: Bool
        ) throws(ServiceFault) -> CloudWatch.MetricDataResult {
            var found = try cloudWatch.stored { () throws(StateStoreError) in
                try cloudWatch.metrics.datapoints(
                    of: key,
                    from: period.start,
                    until: period.end,
                    periodSeconds: period.seconds,
                    unit: unit
                )
            }
            if !isAscending { found.reverse() }
            return CloudWatch.MetricDataResult(
                id: id,
                label: label,
                timestamps: found.map { WireTimestamp($0.time) },
                values: found.map { MetricStatisticName.value(statistic, of: $0.statistics) },
                statusCode: .complete
            )
        }
    }
}
