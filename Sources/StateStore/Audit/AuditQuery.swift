/// Which recorded events to find; a nil filter lets every event pass.
package struct AuditQuery: Sendable, Equatable {
    package enum Order: Sendable {
        case newestFirst
        case oldestFirst
    }

    package var requestID: String?
    package var authorizationID: String?
    /// Events at this time or later.
    package var from: Timestamp?
    /// Events before this time.
    package var until: Timestamp?
    /// An ARN, a unique id or a user name, as recorded in the event.
    package var principal: String?
    package var accessKeyID: String?
    /// An action that was decided, such as `lambda:InvokeFunction`, or an operation as `lambda:Invoke` or `Invoke`; upper
    /// and lower case are the same, as in IAM.
    package var action: String?
    package var outcome: AuditEvent.Outcome?
    package var order: Order
    /// The greatest number of events to return.
    package var limit: Int

    package init(
        requestID: String? = nil,
        authorizationID: String? = nil,
        from: Timestamp? = nil,
        until: Timestamp? = nil,
        principal: String? = nil,
        accessKeyID: String? = nil,
        action: String? = nil,
        outcome: AuditEvent.Outcome? = nil,
        order: Order = .newestFirst,
        limit: Int = 100
    ) {
        self.requestID = requestID
        self.authorizationID = authorizationID
        self.from = from
        self.until = until
        self.principal = principal
        self.accessKeyID = accessKeyID
        self.action = action
        self.outcome = outcome
        self.order = order
        self.limit = limit
    }
}
