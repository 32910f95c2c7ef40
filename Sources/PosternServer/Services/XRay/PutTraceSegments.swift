import AWSWire
import StateStore

/// `PutTraceSegments`: documents that cannot be kept are given back with the reason; the others are kept.
///
/// <https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html>
struct PutTraceSegments: ServiceOperation {
    typealias Wire = XRay.PutTraceSegments
    private static let maximumDocuments = 50

    let xray: XRayDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.traces(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let documents = input.traceSegmentDocuments
        guard documents.count <= Self.maximumDocuments else {
            throw XRay.Fault.invalidRequest("A request may have \(Self.maximumDocuments) segment documents at most.")
        }
        var segments: [TraceSegment] = []
        var unprocessed: [XRay.UnprocessedTraceSegment] = []
        for document in documents {
            do throws(SegmentDocument.Fault) {
                segments.append(try SegmentDocument(document).segment)
            } catch {
                unprocessed.append(
                    XRay.UnprocessedTraceSegment(id: error.id, errorCode: error.code, message: error.message)
                )
            }
        }
        let (kept, refused) = (segments, unprocessed)
        return .asynchronously { () throws(ServiceFault) in
            try xray.stored { () throws(StateStoreError) in try xray.traces.put(kept, in: call.scope) }
            return Wire.Output(unprocessedTraceSegments: refused)
        }
    }
}

/// `PutTelemetryRecords`: what daemons tell of themselves. X-Ray shows it to nobody, and nothing is kept of it.
struct PutTelemetryRecords: ServiceOperation {
    typealias Wire = XRay.PutTelemetryRecords

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.traces(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(Wire.Output())
    }
}
