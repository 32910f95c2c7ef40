import AWSWire
import StateStore

/// `GetTraceSummaries`: the traces that began in a span of time, a hundred a page.
///
/// <https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html>
struct GetTraceSummaries: ServiceOperation {
    typealias Wire = XRay.GetTraceSummaries
    private static let pageSize = 100
    private static let maximumSpanMilliseconds: Int64 = 24 * 3600 * 1000

    let xray: XRayDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.traces(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let span = input.endTime.millisecondsSince1970 - input.startTime.millisecondsSince1970
        guard span >= 0, span <= Self.maximumSpanMilliseconds else {
            throw XRay.Fault.invalidRequest("EndTime must be after StartTime, by 24 hours at most.")
        }
        guard input.filterExpression?.isEmpty ?? true else {
            throw XRay.Fault.invalidRequest("Postern does not support filter expressions of traces.")
        }
        guard let marker = input.nextToken.map(PageMarker.decode) ?? "" else {
            throw XRay.Fault.invalidRequest("The specified NextToken is invalid.")
        }
        return .asynchronously { () throws(ServiceFault) in
            let ids = try xray.stored { () throws(StateStoreError) in
                try xray.traces.traces(
                    from: Moment(milliseconds: input.startTime.millisecondsSince1970),
                    until: Moment(milliseconds: input.endTime.millisecondsSince1970),
                    in: call.scope,
                    after: marker,
                    limit: Self.pageSize + 1
                )
            }
            var summaries: [XRay.TraceSummary] = []
            for id in ids.prefix(Self.pageSize) {
                let segments = try xray.stored { () throws(StateStoreError) in
                    try xray.traces.segments(of: id, in: call.scope)
                }
                summaries.append(TraceFacts(segments).summary(id))
            }
            return Wire.Output(
                traceSummaries: summaries,
                approximateTime: WireTimestamp(wholeSecondsOf: call.time),
                tracesProcessedCount: summaries.count,
                nextToken: ids.count > Self.pageSize ? ids.prefix(Self.pageSize).last.map(PageMarker.encode) : nil
            )
        }
    }
}
