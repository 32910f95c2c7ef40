import AWSWire
import StateStore

extension IAMDependencies {
    /// When and where a role's sessions last made a request, from the audit trail; empty for a role that was never used.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html>
    func lastUse(of role: Role) throws(ServiceFault) -> IAM.RoleLastUsed {
        let latest: AuditEvent?
        do {
            latest = try audit.events(AuditQuery(principal: role.arn, limit: 1)).first
        } catch {
            throw .internalFailure
        }
        // What a former role of the same name did does not count.
        guard let latest, latest.userIdentity.session?.issuer?.principalID == role.id else { return IAM.RoleLastUsed() }
        return IAM.RoleLastUsed(
            lastUsedDate: WireTimestamp(wholeSecondsOf: latest.eventTime),
            region: latest.awsRegion
        )
    }
}
