import AWSWire
import StateStore

/// `RevisionId` as a precondition: the caller's view must be the latest.
enum FunctionRevision {
    /// - Throws: `PreconditionFailedException` when the caller knows another revision.
    static func require(_ revisionID: String?, latest: String) throws(ServiceFault) {
        guard let revisionID, revisionID != latest else { return }
        throw Lambda.Fault.preconditionFailed(
            "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve "
                + "the latest Revision Id"
        )
    }
}

extension Function {
    /// - Throws: `PreconditionFailedException` when the caller knows another revision.
    func requireRevision(_ revisionID: String?) throws(ServiceFault) {
        try FunctionRevision.require(revisionID, latest: latest.revisionID)
    }

    /// - Throws: `ResourceConflictException` while the function is being created or updated.
    func requireSettled() throws(ServiceFault) {
        guard latest.status.state == .active else {
            throw Lambda.Fault.resourceConflict(
                "The operation cannot be performed at this time. The function is currently in the following state: "
                    + latest.status.state.rawValue
            )
        }
        guard latest.status.lastUpdate != .inProgress else {
            throw Lambda.Fault.resourceConflict(
                "The operation cannot be performed at this time. An update is in progress for resource: \(arn)"
            )
        }
    }
}
