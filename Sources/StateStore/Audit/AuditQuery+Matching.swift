extension AuditQuery {
    /// Whether an event passes every filter. Where an event is kept makes no difference: the database only narrows down
    /// what is asked here.
    package func matches(_ event: AuditEvent) -> Bool {
        if let requestID, event.requestID != requestID { return false }
        if let authorizationID, event.authorizationID != authorizationID { return false }
        if let from, event.eventTime < from { return false }
        if let until, event.eventTime >= until { return false }
        if let principal, !event.principalNames.contains(principal) { return false }
        if let accessKeyID, event.userIdentity.accessKeyID != accessKeyID { return false }
        if let action, !event.actionNames.contains(action.lowercased()) { return false }
        if let outcome, event.outcome != outcome { return false }
        return true
    }
}

extension AuditEvent {
    /// Everything the caller can be called: for a session also the ARN of the role it came from.
    var principalNames: [String] {
        [userIdentity.principalID, userIdentity.arn, userIdentity.userName, userIdentity.session?.issuer?.arn]
            .compactMap(\.self)
    }

    /// Every decided action and the operation itself, in lower case.
    var actionNames: [String] {
        authorizations.map { $0.action.lowercased() } + Self.operationNames(source: eventSource, name: eventName)
    }

    /// `lambda:invoke` and `invoke` for `Invoke` of `lambda.amazonaws.com`.
    static func operationNames(source: String, name: String) -> [String] {
        let service = source.prefix { $0 != "." }
        return ["\(service):\(name)".lowercased(), name.lowercased()]
    }
}
