import Foundation
package import StateStore

/// Audit events for people: one line each.
package enum AuditLogText {
    /// Time, outcome, principal, operation, resource and error.
    package static func line(_ event: AuditEvent) -> String {
        let operation = "\(event.eventSource.prefix { $0 != "." }):\(event.eventName)"
        let resources = event.resources.map(\.arn).joined(separator: " ")
        let fields = [
            event.eventTime.iso8601Seconds,
            event.outcome.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0),
            event.userIdentity.title,
            operation,
            resources.isEmpty ? "-" : resources,
            event.errorCode.map { "(\($0))" },
            event.requestID,
        ]
        return fields.compactMap(\.self).joined(separator: "  ")
    }
}
