/// What an `EXTENSION` line says about one extension when init has ended.
struct ExtensionState: Sendable, Equatable {
    let name: String
    /// AWS's name of the state: `Registered`, `Ready`, `LaunchError`, …
    let state: String
    /// In the order in which the extension named them.
    let events: [String]
    let errorType: String?

    /// As recorded from AWS.
    var text: String {
        "EXTENSION\tName: \(name)\tState: \(state)\tEvents: [\(events.joined(separator: ", "))]"
            + (errorType.map { "\tError Type: \($0)" } ?? "") + "\n"
    }

    var record: PlatformLine.Record {
        [("name", .string(name)), ("state", .string(state)), ("events", .array(events.map(JSONText.Value.string)))]
            + (errorType.map { [("errorType", .string($0))] } ?? [])
    }
}
