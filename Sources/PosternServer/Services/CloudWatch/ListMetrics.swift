import AWSWire
import StateStore

/// `ListMetrics`: five hundred a page.
struct ListMetrics: ServiceOperation {
    typealias Wire = CloudWatch.ListMetrics
    private static let pageSize = 500
    private static let recently = Duration.seconds(3 * 3600)

    let cloudWatch: CloudWatchDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.metrics("ListMetrics", in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let filter = MetricFilter(
            namespace: input.namespace,
            name: input.metricName,
            dimensions: (input.dimensions ?? []).map { ($0.name, $0.value) },
            activeSince: input.recentlyActive == nil ? nil : call.time - Self.recently
        )
        let marker = try Self.marker(input.nextToken)
        return .asynchronously { () throws(ServiceFault) in
            let found = try cloudWatch.stored { () throws(StateStoreError) in
                try cloudWatch.metrics.metrics(in: call.scope, filter, after: marker, limit: Self.pageSize + 1)
            }
            let page = found.prefix(Self.pageSize)
            return Wire.Output(
                metrics: page.map { entry in
                    CloudWatch.Metric(
                        namespace: entry.key.namespace,
                        metricName: entry.key.name,
                        dimensions: entry.key.dimensions.map(CloudWatch.Dimension.init)
                    )
                },
                nextToken: found.count > page.count ? page.last.map { PageMarker.encode(String($0.marker)) } : nil
            )
        }
    }

    private static func marker(_ token: String?) throws(ServiceFault) -> Int64 {
        guard let token else { return 0 }
        guard let marker = PageMarker.decode(token).flatMap(Int64.init) else {
            throw CloudWatch.Fault.invalidParameterValue("Invalid nextToken")
        }
        return marker
    }
}
