package import StateStore

/// The recorded requests of a state directory, read beside a running server or without one.
package struct DecisionArchive: Sendable {
    private let reader: StateReader

    /// - Parameter path: the state directory.
    package init(stateAt path: String) throws(ServerError) {
        do {
            reader = try StateReader.open(StateDirectory(path: path))
        } catch {
            throw .state(error)
        }
    }

    /// The events that pass a query, in its order.
    package func events(_ query: AuditQuery) throws(ServerError) -> [AuditEvent] {
        do {
            return try reader.audit.events(query)
        } catch {
            throw .state(error)
        }
    }

    /// The event with this request id or authorization id, with its decisions put together again; nil when there is none.
    package func explain(_ id: String) throws(ServerError) -> ExplainedRequest? {
        do {
            let byRequest = try reader.audit.events(AuditQuery(requestID: id, limit: 1))
            let found =
                byRequest.isEmpty ? try reader.audit.events(AuditQuery(authorizationID: id, limit: 1)) : byRequest
            return try found.first.map { event throws(StateStoreError) in
                try ExplainedRequest(event, text: reader.policyText)
            }
        } catch {
            throw .state(error)
        }
    }
}

/// A recorded request and why each of its decisions fell as it did.
package struct ExplainedRequest: Sendable {
    package let event: AuditEvent
    /// One for each action and resource that the request had to be allowed.
    package let decisions: [RecordedDecision]

    /// - Parameter text: gives the text of a policy revision by its hash.
    init(
        _ event: AuditEvent,
        text: (ContentHash) throws(StateStoreError) -> PolicyText?
    ) throws(StateStoreError) {
        self.event = event
        var decisions: [RecordedDecision] = []
        for (index, authorization) in event.authorizations.enumerated() {
            let owner = index < event.resources.count ? event.resources[index].accountID : nil
            decisions.append(
                try RecordedDecision(
                    authorization,
                    by: event.userIdentity,
                    resourceAccount: owner,
                    text: text
                )
            )
        }
        self.decisions = decisions
    }
}
