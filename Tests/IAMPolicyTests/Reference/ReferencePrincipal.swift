/// Who calls, in the reference evaluator's terms. Ids are the unique ones that AWS keeps in place of ARNs.
enum ReferencePrincipal: Hashable, Sendable {
    case user(arn: String, id: String?)
    case roleSession(arn: String, role: String, id: String?)
    /// `user` is the IAM user who federated, when it is known.
    case federatedUser(arn: String, user: String?)
    case root(account: String)
    case service(String)
    /// Whoever shows a token of this provider in an unsigned call.
    case identityProvider(String)
    case anonymous

    /// The account the caller belongs to; services, providers and anonymous callers have none.
    var account: String? {
        switch self {
        case .user(let arn, _), .roleSession(let arn, _, _), .federatedUser(let arn, _): arn.component(4, of: ":")
        case .root(let account): account
        case .service, .identityProvider, .anonymous: nil
        }
    }

    /// Whether the request was signed.
    var isAuthenticated: Bool {
        switch self {
        case .user, .roleSession, .federatedUser, .root, .service: true
        case .identityProvider, .anonymous: false
        }
    }

    /// A service-linked role lives under the path `/aws-service-role/`.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
    var isServiceLinkedRole: Bool {
        guard case .roleSession(_, let role, _) = self else { return false }
        return role.contains(":role/aws-service-role/")
    }

    /// Keys that follow from the caller alone.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
    var derivedContext: [String: [String]] {
        switch self {
        case .user(let arn, let id):
            keys(arn: arn, type: "User", userID: id).merging(["aws:username": [arn.component(-1, of: "/")]]) { $1 }
        case .roleSession(let arn, let role, let id):
            keys(arn: role, type: "AssumedRole", userID: id.map { "\($0):\(arn.component(-1, of: "/"))" })
        case .federatedUser(let arn, _):
            keys(arn: arn, type: "FederatedUser", userID: "\(account ?? ""):\(arn.component(-1, of: "/"))")
        case .root(let account):
            keys(arn: "arn:aws:iam::\(account):root", type: "Account", userID: account)
        case .service, .identityProvider: [:]
        case .anonymous: ["aws:PrincipalType": ["Anonymous"], "aws:userid": ["anonymous"]]
        }
    }

    private func keys(arn: String, type: String, userID: String?) -> [String: [String]] {
        var keys = ["aws:PrincipalArn": [arn], "aws:PrincipalType": [type]]
        keys["aws:PrincipalAccount"] = account.map { [$0] }
        keys["aws:userid"] = userID.map { [$0] }
        return keys
    }
}
