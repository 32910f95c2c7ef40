/// Kinds of events one can subscribe to, in AWS's spelling.
enum TelemetryCategory: String, Sendable, Decodable, CaseIterable {
    case platform
    case function
    case `extension`
}
