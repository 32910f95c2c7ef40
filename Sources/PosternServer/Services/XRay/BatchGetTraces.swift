import AWSWire
import StateStore

/// `BatchGetTraces`: five traces at most, each with all of its segments.
///
/// <https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html>
struct BatchGetTraces: ServiceOperation {
    typealias Wire = XRay.BatchGetTraces
    private static let maximumTraces = 5

    let xray: XRayDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.traces(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.traceIDs.count <= Self.maximumTraces else {
            throw XRay.Fault.invalidRequest("A request may name \(Self.maximumTraces) traces at most.")
        }
        return .asynchronously { () throws(ServiceFault) in
            var traces: [XRay.Trace] = []
            var missing: [String] = []
            for id in input.traceIDs {
                let segments = try xray.stored { () throws(StateStoreError) in
                    try xray.traces.segments(of: id, in: call.scope)
                }
                if segments.isEmpty { missing.append(id) } else { traces.append(XRay.Trace(id, segments)) }
            }
            return Wire.Output(traces: traces, unprocessedTraceIDs: missing)
        }
    }
}

extension XRay.Trace {
    fileprivate init(_ id: String, _ segments: [TraceSegment]) {
        self.init(
            id: id,
            duration: TraceFacts(segments).duration,
            limitExceeded: false,
            segments: segments.map { XRay.Segment(id: $0.id, document: $0.document) }
        )
    }
}
