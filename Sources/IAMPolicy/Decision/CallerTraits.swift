/// What the kind of a caller means for the layers that bear on it.
struct CallerTraits: BitwiseCopyable, Sendable {
    /// Whether the caller is a user, or a session of a role or user, whose identity policies count.
    let hasIdentityPolicies: Bool
    let isRoot: Bool
    let isFederatedUser: Bool
    /// Whether the caller belongs to an account; services, identity providers and anonymous callers do not, so that
    /// the resource's policy alone decides.
    let hasAccount: Bool
    /// Service-linked roles are exempt from organization policies, and take no boundary:
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>
    let isServiceLinkedRole: Bool
    /// Whether the caller signed the request.
    let isAuthenticated: Bool

    init(_ principal: Principal) {
        isFederatedUser = if case .federatedUser = principal { true } else { false }
        switch principal {
        case .federated, .anonymous: isAuthenticated = false
        case .root, .user, .roleSession, .federatedUser, .service: isAuthenticated = true
        }
        switch principal {
        case .user, .federatedUser:
            (hasIdentityPolicies, isRoot, hasAccount, isServiceLinkedRole) = (true, false, true, false)
        case .roleSession(let session):
            (hasIdentityPolicies, isRoot, hasAccount) = (true, false, true)
            isServiceLinkedRole = ARN(session.roleARN)?.resource.hasPrefix("role/aws-service-role/") ?? false
        case .root:
            (hasIdentityPolicies, isRoot, hasAccount, isServiceLinkedRole) = (false, true, true, false)
        case .service, .federated, .anonymous:
            (hasIdentityPolicies, isRoot, hasAccount, isServiceLinkedRole) = (false, false, false, false)
        }
    }

    /// Service control policies bound all principals of an account, its root user included.
    var isBoundByServiceControl: Bool { hasAccount && !isServiceLinkedRole }
}
