import AWSWire
import StateStore

/// The tokens of `GetLogEvents`: `f/` or `b/` and the position of the event at the page's edge.
struct LogPageToken {
    let direction: LogRange.Direction
    let position: LogPosition?

    init(_ token: String?, startFromHead: Bool) throws(ServiceFault) {
        guard let token else {
            direction = startFromHead ? .forward : .backward
            position = nil
            return
        }
        direction = token.hasPrefix("f/") ? .forward : .backward
        position = try Self.position(in: token)
    }

    /// Nil for the token of an empty page that has no edge.
    static func position(in token: String) throws(ServiceFault) -> LogPosition? {
        guard token.hasPrefix("f/") || token.hasPrefix("b/") else { throw LogsFaults.badToken }
        let digits = String(token.dropFirst(2))
        guard !digits.isEmpty else { return nil }
        guard let position = LogPosition(digits: digits) else { throw LogsFaults.badToken }
        return position
    }

    static func forward(_ position: LogPosition?) -> String { "f/" + (position?.digits ?? "") }
    static func backward(_ position: LogPosition?) -> String { "b/" + (position?.digits ?? "") }
}
