import IAMPolicy
import StateStore

extension AuditIdentity {
    /// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html>
    init(_ caller: CallerIdentity) {
        self.init(
            type: Self.type(of: caller.principal),
            principalID: caller.userID,
            arn: caller.arn,
            accountID: caller.accountID,
            accessKeyID: caller.accessKeyID,
            userName: caller.userName,
            session: caller.session.map { Session($0, of: caller.principal) }
        )
        if case .service(let name) = caller.principal {
            self.init(type: "AWSService", invokedBy: name)
        }
    }

    private static func type(of principal: Principal) -> String {
        switch principal {
        case .root: "Root"
        case .user: "IAMUser"
        case .roleSession: "AssumedRole"
        case .federatedUser: "FederatedUser"
        case .federated: "WebIdentityUser"
        case .service: "AWSService"
        case .anonymous: "AWSAccount"
        }
    }
}

extension AuditIdentity.Session {
    fileprivate init(_ grant: SessionGrant, of principal: Principal) {
        self.init(
            creationDate: grant.issuedAt,
            mfaAuthenticated: grant.mfaAuthenticatedAt != nil,
            sourceIdentity: grant.sourceIdentity,
            issuer: AuditIdentity.Issuer(principal, accountID: grant.accountID)
        )
    }
}

extension AuditIdentity.Issuer {
    /// The role behind a role session; nil for sessions that users made for themselves.
    fileprivate init?(_ principal: Principal, accountID: String) {
        guard case .roleSession(let session) = principal else { return nil }
        self.init(
            type: "Role",
            principalID: session.roleUniqueID ?? "",
            arn: session.roleARN,
            accountID: accountID,
            userName: session.roleARN.split(separator: "/").last.map(String.init) ?? ""
        )
    }
}
