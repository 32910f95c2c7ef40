import AWSWire
import StateStore

/// What the operations of X-Ray work with.
struct XRayDependencies: Sendable {
    let traces: TraceStore

    func stored<Value>(_ body: () throws(StateStoreError) -> Value) throws(ServiceFault) -> Value {
        do {
            return try body()
        } catch {
            throw .internalFailure
        }
    }
}

/// The operations of X-Ray that are served.
enum XRayService {
    static func operations(_ xray: XRayDependencies) -> [any AnyServiceOperation] {
        [
            Served(PutTraceSegments(xray: xray)),
            Served(PutTelemetryRecords()),
            Served(GetTraceSummaries(xray: xray)),
            Served(BatchGetTraces(xray: xray)),
        ]
    }
}

extension AuthorizationRequirement {
    /// X-Ray's actions about traces have no resource.
    static func traces(_ action: String, in call: IncomingCall) -> Self {
        Self(action, on: "*", ownedBy: call.accountID)
    }
}
