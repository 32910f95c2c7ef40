/// Who makes a request.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>
public enum Principal: Sendable, Hashable {
    /// The account's root user. Account of 12 digits; partition such as `aws`.
    case root(account: String, partition: String)
    case user(UserPrincipal)
    case roleSession(RoleSessionPrincipal)
    case federatedUser(FederatedUserPrincipal)
    /// An AWS service acting for itself, by its name such as `sns.amazonaws.com`.
    case service(String)
    /// Whoever presented a web identity token or a SAML assertion of this provider to an unsigned `AssumeRoleWith…`.
    case federated(provider: String)
    /// An unsigned caller.
    case anonymous
}

/// An IAM user.
public struct UserPrincipal: Sendable, Hashable {
    /// The full ARN with path, such as `arn:aws:iam::123456789012:user/team/alice`.
    public let arn: String
    /// The unique id (`AIDA…`), when known.
    public let uniqueID: String?

    public init(arn: String, uniqueID: String? = nil) {
        self.arn = arn
        self.uniqueID = uniqueID
    }
}

/// A session of an assumed role.
public struct RoleSessionPrincipal: Sendable, Hashable {
    /// The session's ARN (without the role's path), such as `arn:aws:sts::123456789012:assumed-role/Dev/alice`.
    public let arn: String
    /// The role's ARN with its path, such as `arn:aws:iam::123456789012:role/team/Dev`.
    public let roleARN: String
    /// The role's unique id (`AROA…`), when known.
    public let roleUniqueID: String?

    public init(arn: String, roleARN: String, roleUniqueID: String? = nil) {
        self.arn = arn
        self.roleARN = roleARN
        self.roleUniqueID = roleUniqueID
    }
}

/// A session made by `GetFederationToken`.
public struct FederatedUserPrincipal: Sendable, Hashable {
    /// The session's ARN, such as `arn:aws:sts::123456789012:federated-user/alice`.
    public let arn: String
    /// The IAM user who federated; nil when not known. The session's name does not say it: the caller chose it.
    public let issuerARN: String?
    /// The issuing user's unique id (`AIDA…`), when known.
    public let issuerUniqueID: String?

    public init(arn: String, issuerARN: String? = nil, issuerUniqueID: String? = nil) {
        self.arn = arn
        self.issuerARN = issuerARN
        self.issuerUniqueID = issuerUniqueID
    }
}
