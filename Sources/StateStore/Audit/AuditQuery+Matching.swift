extension AuditQuery {
    /// Whether an event passes every filter. Where an event is kept makes no difference: what the database finds is asked
    /// again here.
    func matches(_ entry: AuditIndexEntry) -> Bool {
        if let requestID, entry.requestID != requestID { return false }
        if let authorizationID, entry.authorizationID != authorizationID { return false }
        if let from, entry.eventTime < from { return false }
        if let until, entry.eventTime >= until { return false }
        if let principal, !entry.principals.contains(principal) { return false }
        if let accessKeyID, entry.accessKeyID != accessKeyID { return false }
        if let action, !entry.actions.contains(action.lowercased()) { return false }
        if let outcome, entry.outcome != outcome.rawValue { return false }
        return true
    }
}
