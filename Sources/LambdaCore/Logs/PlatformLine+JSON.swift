extension PlatformLine {
    /// The line as a function with `LogFormat` `JSON` has it, at the system log level `INFO`; nil for lines that this
    /// format or level leaves out.
    ///
    /// Source: "Lambda Telemetry API Event schema reference" and "Log-level filtering", AWS Lambda Developer Guide.
    func json(at now: Duration) -> String? {
        guard let (type, record) = event else { return nil }
        let line = JSONText.object([
            ("time", .string(UTCTime(sinceEpoch: now).iso8601)),
            ("type", .string("platform.\(type)")),
            ("record", .object(record)),
        ])
        return String(decoding: line, as: UTF8.self) + "\n"
    }

    private typealias Record = [(name: String, value: JSONText.Value)]

    private var event: (type: String, record: Record)? {
        switch self {
        case .initStart(let runtime):
            return (
                "initStart",
                [
                    ("initializationType", .string("on-demand")), ("phase", .string("init")),
                    ("runtimeVersion", .string(runtime)),
                ]
            )
        case .note(let sentence): return ("note", [("message", .string(sentence))])
        case .initReport(let report): return ("initReport", Self.record(report))
        case .start(let requestID, let version):
            return ("start", [("requestId", .string(requestID)), ("version", .string(version))])
        case .failure(let failure, let requestID):
            return ("runtimeDone", [("requestId", .string(requestID))] + Self.members(failure.status))
        case .end: return nil
        case .report(let report, let size, let peak): return ("report", Self.record(report, size, peak))
        }
    }

    private static func record(_ report: InitReport) -> Record {
        [("initializationType", .string("on-demand")), ("phase", .string(report.phase.rawValue))]
            + members(report.status)
            + [("metrics", .object([("durationMs", .number(report.duration.millisecondsText))]))]
    }

    private static func record(_ report: InvocationReport, _ memoryMB: Int, _ peakMemoryMB: Int) -> Record {
        var metrics: Record = [
            ("durationMs", .number(report.duration.millisecondsText)),
            ("billedDurationMs", .number(String(report.billedMilliseconds))),
            ("memorySizeMB", .number(String(memoryMB))),
            ("maxMemoryUsedMB", .number(String(peakMemoryMB))),
        ]
        if let initDuration = report.initDuration {
            metrics.append(("initDurationMs", .number(initDuration.millisecondsText)))
        }
        return [("requestId", .string(report.requestID)), ("metrics", .object(metrics))] + members(report.status)
    }

    private static func members(_ status: InvocationReport.Status) -> Record {
        switch status {
        case .success: [("status", .string("success"))]
        case .timeout: [("status", .string("timeout"))]
        case .error(let type): [("status", .string("error")), ("errorType", .string(type))]
        }
    }
}
