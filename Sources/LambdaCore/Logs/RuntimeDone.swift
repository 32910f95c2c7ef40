/// What `platform.runtimeDone` says: the runtime is done with an event, its extensions perhaps not.
struct RuntimeDone: Sendable, Equatable {
    let requestID: String
    let status: InvocationReport.Status
    let duration: Duration
    /// Of the response; nil when there was none.
    let producedBytes: Int?
    let traceHeader: String

    var record: PlatformLine.Record {
        var record: PlatformLine.Record = [("requestId", .string(requestID))] + PlatformLine.members(status)
        if !traceHeader.isEmpty {
            record.append(
                ("tracing", .object([("type", .string("X-Amzn-Trace-Id")), ("value", .string(traceHeader))]))
            )
        }
        var metrics: PlatformLine.Record = [("durationMs", .number(duration.millisecondsText))]
        if let producedBytes { metrics.append(("producedBytes", .number(String(producedBytes)))) }
        record.append(("metrics", .object(metrics)))
        return record
    }
}
