extension PlatformLine {
    typealias Record = [(name: String, value: JSONText.Value)]

    /// An event of the telemetry schema.
    struct Event: Sendable {
        /// Such as `initStart`: what follows `platform.`.
        let type: String
        let record: Record
    }

    /// The line as a function with `LogFormat` `JSON` has it; nil for what only logs in text have.
    ///
    /// - Parameter environment: what some events say about the environment.
    func json(at now: Duration, of environment: Record = []) -> String? {
        guard let event = event(of: environment) else { return nil }
        return String(decoding: event.json(at: now), as: UTF8.self) + "\n"
    }

    /// Source: "Lambda Telemetry API Event schema reference", AWS Lambda Developer Guide.
    func event(of environment: Record) -> Event? {
        switch self {
        case .initStart(let runtime):
            let members: Record = Self.initialization + [("phase", .string("init"))]
            return Event(type: "initStart", record: members + [("runtimeVersion", .string(runtime))] + environment)
        case .note(let sentence): return Event(type: "note", record: [("message", .string(sentence))])
        case .initRuntimeDone(let phase, let status):
            let members: Record = Self.initialization + [("phase", .string(phase.rawValue))]
            return Event(type: "initRuntimeDone", record: members + Self.members(status))
        case .initReport(let report): return Event(type: "initReport", record: Self.record(report))
        case .extensionState(let state): return Event(type: "extension", record: state.record)
        case .subscription(let note): return Event(type: note.eventType, record: note.record)
        case .logsDropped(let records, let bytes, let reason):
            return Event(
                type: "logsDropped",
                record: [
                    ("reason", .string(reason)), ("droppedRecords", .number(String(records))),
                    ("droppedBytes", .number(String(bytes))),
                ]
            )
        case .start(let requestID, let version):
            return Event(type: "start", record: [("requestId", .string(requestID)), ("version", .string(version))])
        case .runtimeDone(let done): return Event(type: "runtimeDone", record: done.record)
        case .failure, .end: return nil
        case .report(let report, let size, let peak):
            return Event(type: "report", record: Self.record(report, size, peak))
        }
    }

    private static let initialization: Record = [("initializationType", .string("on-demand"))]

    private static func record(_ report: InitReport) -> Record {
        initialization + [("phase", .string(report.phase.rawValue))] + members(report.status)
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

    static func members(_ status: InvocationReport.Status) -> Record {
        switch status {
        case .success: [("status", .string("success"))]
        case .timeout: [("status", .string("timeout"))]
        case .error(let type): [("status", .string("error")), ("errorType", .string(type))]
        }
    }
}

extension PlatformLine.Event {
    func json(at now: Duration) -> [UInt8] {
        JSONText.object([
            ("time", .string(UTCTime(sinceEpoch: now).iso8601)),
            ("type", .string("platform.\(type)")),
            ("record", .object(record)),
        ])
    }
}
