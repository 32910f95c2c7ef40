import Foundation
import StateStore

extension StateStore.Timestamp {
    /// `2026-11-23T08:15:30Z`: to the second, UTC, as condition keys and most answers have it.
    var iso8601: String {
        date.formatted(.iso8601)
    }
}
