/// Something that happened, as it is posted to subscribers.
struct TelemetryEvent: Sendable {
    /// What it tells of: a line that somebody wrote, or what Lambda has to say.
    private enum Content {
        case line(String, isObject: Bool)
        case platform(PlatformLine.Event)
        /// For the Logs API alone, which has an event of its own for the end of an invocation.
        case end(requestID: String)
    }

    let category: TelemetryCategory
    private let content: Content
    /// Since 1970-01-01T00:00:00Z.
    private let time: Duration

    /// - Parameter isObject: whether the line is a JSON object and the function's log format JSON; it is then posted as it is.
    init(line: String, of category: TelemetryCategory, isObject: Bool, at time: Duration) {
        self.category = category
        self.time = time
        content = .line(line.last == "\n" ? String(line.dropLast()) : line, isObject: isObject)
    }

    /// Nil for lines that are for people only.
    init?(_ line: PlatformLine, of environment: PlatformLine.Record, at time: Duration) {
        category = .platform
        self.time = time
        if case .end(let requestID) = line {
            content = .end(requestID: requestID)
        } else if case .note = line {
            return nil
        } else if let event = line.event(of: environment) {
            content = .platform(event)
        } else {
            return nil
        }
    }

    /// The event's JSON; nil when the subscription does not know such events.
    func json(for subscription: TelemetrySubscription) -> [UInt8]? {
        guard subscription.categories.contains(category) else { return nil }
        switch content {
        case .line(let line, let isObject):
            return event(category.rawValue, isObject ? .json(line) : .string(line))
        case .platform(let platform):
            switch subscription.api {
            case .telemetry: return event("platform." + platform.type, .object(platform.record))
            case .logs: return logsEvent(platform, subscription.schemaVersion)
            }
        case .end(let requestID):
            guard subscription.api == .logs else { return nil }
            return event("platform.end", .object([("requestId", .string(requestID))]))
        }
    }

    /// The Logs API has fewer events, with fewer members.
    private func logsEvent(_ platform: PlatformLine.Event, _ schemaVersion: String) -> [UInt8]? {
        let members: Set<String>
        switch platform.type {
        case "start": members = ["requestId", "version"]
        case "report": members = ["requestId", "metrics"]
        case "runtimeDone" where schemaVersion == "2021-03-18": members = ["requestId", "status"]
        case "extension", "logsSubscription", "logsDropped": members = Set(platform.record.map(\.name))
        default: return nil
        }
        return event("platform." + platform.type, .object(platform.record.filter { members.contains($0.name) }))
    }

    private func event(_ type: String, _ record: JSONText.Value) -> [UInt8] {
        JSONText.object([
            ("time", .string(UTCTime(sinceEpoch: time).iso8601)), ("type", .string(type)), ("record", record),
        ])
    }
}
