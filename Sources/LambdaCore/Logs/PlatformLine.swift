/// What Lambda itself has to say about an environment, in a function's log and to those who subscribed to telemetry.
///
/// Texts as recorded from AWS; each ends in the newline that CloudWatch Logs shows, too.
enum PlatformLine: Sendable, Equatable {
    case initStart(runtime: String)
    /// A sentence about what this host cannot do as AWS does.
    case note(String)
    case initRuntimeDone(InitPhase, InvocationReport.Status)
    case initReport(InitReport)
    case extensionState(ExtensionState)
    case subscription(TelemetrySubscriptionNote)
    case logsDropped(records: Int, bytes: Int, reason: String)
    case start(requestID: String, version: String)
    case failure(FunctionFailure, requestID: String)
    case runtimeDone(RuntimeDone)
    case end(requestID: String)
    case report(InvocationReport, memoryMB: Int, peakMemoryMB: Int)

    /// The line of a log in text; nil for what such logs leave out.
    ///
    /// - Parameter now: time of the line since 1970-01-01T00:00:00Z.
    func text(at now: Duration) -> String? {
        switch self {
        case .initStart(let runtime): "INIT_START Runtime Version: \(runtime)\n"
        case .note(let sentence): "POSTERN \(sentence)\n"
        case .initReport(let report): report.status == .success ? nil : Self.text(report)
        case .extensionState(let state): state.text
        case .subscription(let note): note.text
        case .initRuntimeDone, .runtimeDone, .logsDropped: nil
        case .start(let requestID, let version): "START RequestId: \(requestID) Version: \(version)\n"
        case .failure(let failure, let requestID): Self.text(failure, requestID, at: now)
        case .end(let requestID): "END RequestId: \(requestID)\n"
        case .report(let report, let size, let peak): Self.text(report, memoryMB: size, peakMemoryMB: peak)
        }
    }

    /// Of the line in a JSON log.
    ///
    /// Source: "System log level event mapping", AWS Lambda Developer Guide.
    var level: LogLevel {
        switch self {
        case .initStart, .note, .start, .subscription, .end: .info
        case .initRuntimeDone(_, let status): status == .success ? .debug : .warn
        case .initReport(let report): report.status == .success ? .debug : .warn
        case .extensionState(let state): state.errorType == nil ? .info : .warn
        case .logsDropped, .failure: .warn
        case .runtimeDone(let done): done.status == .success ? .debug : .warn
        case .report(let report, _, _): report.status == .success ? .info : .warn
        }
    }

    private static func text(_ report: InitReport) -> String {
        "INIT_REPORT Init Duration: \(report.duration.millisecondsText) ms\tPhase: \(report.phase.rawValue)\t"
            + "\(text(report.status))\n"
    }

    private static func text(_ report: InvocationReport, memoryMB: Int, peakMemoryMB: Int) -> String {
        var line =
            "REPORT RequestId: \(report.requestID)\tDuration: \(report.duration.millisecondsText) ms\t"
            + "Billed Duration: \(report.billedMilliseconds) ms\tMemory Size: \(memoryMB) MB\tMax Memory Used: \(peakMemoryMB) MB\t"
        if let initDuration = report.initDuration {
            line += "Init Duration: \(initDuration.millisecondsText) ms\t"
        }
        return line + text(report.status) + "\n"
    }

    private static func text(_ status: InvocationReport.Status) -> String {
        switch status {
        case .success: ""
        case .timeout: "Status: timeout"
        case .error(let type): "Status: error\tError Type: \(type)"
        }
    }

    private static func text(_ failure: FunctionFailure, _ requestID: String, at now: Duration) -> String {
        switch failure {
        case .timedOut(let timeout):
            "\(UTCTime(sinceEpoch: now).iso8601) \(requestID) Task timed out after \(timeout.secondsText) seconds\n\n"
        case .exited(let exit):
            "RequestId: \(requestID) Error: \(exit.sentence)\n\(failure.errorType)\n"
        case .responseTooLarge, .streamTooLarge, .truncatedResponse, .invalidResponseMode, .extensionFailed:
            "\(failure.message(requestID: requestID))\n\(failure.errorType)\n"
        }
    }
}
