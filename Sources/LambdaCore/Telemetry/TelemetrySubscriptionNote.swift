/// What the log and the other subscribers are told about a subscription.
struct TelemetrySubscriptionNote: Sendable, Equatable {
    let name: String
    let api: TelemetryAPI
    let categories: [TelemetryCategory]

    /// As recorded from AWS.
    var text: String {
        let types = categories.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }
        return "\(api.name.uppercased())\tName: \(name)\tState: Subscribed\tTypes: [\(types.joined(separator: ", "))]\n"
    }

    var eventType: String {
        switch api {
        case .telemetry: "telemetrySubscription"
        case .logs: "logsSubscription"
        }
    }

    var record: PlatformLine.Record {
        let types = categories.map { JSONText.Value.string($0.rawValue) }
        return [("name", .string(name)), ("state", .string("Subscribed")), ("types", .array(types))]
    }
}
