import Foundation
package import StateStore

/// A point in time as the state keeps it. The name tells it from the wire's own `Timestamp`.
package typealias Moment = Timestamp

extension Moment {
    /// `2026-11-23T08:15:30Z`: to the second, UTC, as condition keys and most answers have it.
    var iso8601: String {
        date.formatted(.iso8601)
    }
}
