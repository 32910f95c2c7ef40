extension Principal {
    /// The context keys that follow from the caller alone.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>,
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn>
    var contextKeys: [(key: String, value: String)] {
        var keys: [(key: String, value: String?)] = [
            ("aws:PrincipalArn", principalARN),
            ("aws:PrincipalAccount", account),
            ("aws:PrincipalType", principalType),
            ("aws:userid", userID),
        ]
        if case .user(let user) = self { keys.append(("aws:username", user.name)) }
        return keys.compactMap { key, value in value.map { (key, $0) } }
    }

    /// A role session is known by its role, with the role's path, which the session's ARN does not have.
    private var principalARN: String? {
        switch self {
        case .root, .user, .federatedUser: displayName
        case .roleSession(let session): session.roleARN
        case .service, .federated, .anonymous: nil
        }
    }

    private var principalType: String? {
        switch self {
        case .root: "Account"
        case .user: "User"
        case .roleSession: "AssumedRole"
        case .federatedUser: "FederatedUser"
        case .service, .federated: nil
        case .anonymous: "Anonymous"
        }
    }

    private var userID: String? {
        switch self {
        case .root(let account, _): account
        case .user(let user): user.uniqueID
        case .roleSession(let session):
            session.roleUniqueID.map { "\($0):\(session.arn.lastPathComponent)" }
        case .federatedUser(let session):
            account.map { "\($0):\(session.arn.lastPathComponent)" }
        case .service, .federated: nil
        case .anonymous: "anonymous"
        }
    }
}

extension UserPrincipal {
    /// The friendly name: the ARN without the path.
    public var name: String { arn.lastPathComponent }
}

extension String {
    /// What stands after the last slash.
    var lastPathComponent: String {
        String(self[(lastIndex(of: "/").map(index(after:)) ?? startIndex)...])
    }
}
