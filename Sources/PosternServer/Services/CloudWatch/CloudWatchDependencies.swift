import AWSWire
import StateStore

/// What the operations of CloudWatch work with.
struct CloudWatchDependencies: Sendable {
    let metrics: MetricStore

    /// - Throws: `InternalServiceError` when the disk fails.
    func stored<Value>(_ body: () throws(StateStoreError) -> Value) throws(ServiceFault) -> Value {
        do {
            return try body()
        } catch {
            throw CloudWatch.Fault.internalServiceFault(
                "The metrics cannot be read or written; the server's log says why."
            )
        }
    }
}

/// The operations of CloudWatch that are served.
enum CloudWatchService {
    static func operations(_ cloudWatch: CloudWatchDependencies) -> [any AnyServiceOperation] {
        [
            Served(PutMetricData(cloudWatch: cloudWatch)),
            Served(GetMetricData(cloudWatch: cloudWatch)),
            Served(GetMetricStatistics(cloudWatch: cloudWatch)),
            Served(ListMetrics(cloudWatch: cloudWatch)),
        ]
    }
}

extension AuthorizationRequirement {
    /// CloudWatch's actions about metrics have no resource.
    static func metrics(_ operation: String, in call: IncomingCall, namespace: String? = nil) -> Self {
        Self(
            "cloudwatch:\(operation)",
            on: "*",
            ownedBy: call.accountID,
            context: namespace.map { [(key: "cloudwatch:namespace", values: [$0])] } ?? []
        )
    }
}

extension MetricDimension {
    init(_ dimension: CloudWatch.Dimension) {
        self.init(name: dimension.name, value: dimension.value)
    }
}

extension CloudWatch.Dimension {
    init(_ dimension: MetricDimension) {
        self.init(name: dimension.name, value: dimension.value)
    }
}
