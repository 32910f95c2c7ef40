import AWSWire
import StateStore

extension IAMToolboxDependencies {
    /// The denied request whose message named this authorization id, with its decisions put together again.
    ///
    /// - Throws: `ResourceNotFoundException` for an id that nobody was given, or somebody of another account.
    func denial(_ id: String, readBy caller: CallerIdentity) throws(ServiceFault) -> ExplainedRequest {
        let found: ExplainedRequest?
        do throws(StateStoreError) {
            let event = try audit.events(AuditQuery(authorizationID: id, limit: 1)).first
            found = try event.map { event throws(StateStoreError) in
                try ExplainedRequest(event, text: store.policyText)
            }
        } catch {
            throw .internalFailure
        }
        guard let found, found.event.userIdentity.accountID == caller.accountID else {
            throw IAMToolbox.Fault.resourceNotFound(
                "Authorization details for the authorization id \(id) were not found."
            )
        }
        return found
    }
}
