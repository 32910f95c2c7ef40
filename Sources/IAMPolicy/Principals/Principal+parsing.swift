extension Principal {
    /// Reads a principal from its ARN.
    ///
    /// - Parameters:
    ///   - arn: the ARN of a root user, user, role session or federated user session.
    ///   - issuerARN: the role behind a role session (without it, the session's role with path `/`), or the user who federated.
    ///   - uniqueID: the unique id of the user, of the role behind the session, or of the user who federated.
    /// - Throws: when the ARN is none of these; a role itself makes no requests, only its sessions do.
    public init(arn text: String, issuerARN: String? = nil, uniqueID: String? = nil) throws(PrincipalError) {
        guard let arn = ARN(text) else { throw PrincipalError(arn: text) }
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
        switch (arn.service, parts.first) {
        case ("iam", "root") where parts.count == 1:
            self = .root(account: arn.account, partition: arn.partition)
        case ("iam", "user") where parts.count >= 2:
            self = .user(UserPrincipal(arn: text, uniqueID: uniqueID))
        case ("sts", "assumed-role") where parts.count == 3:
            let role = issuerARN ?? "arn:\(arn.partition):iam::\(arn.account):role/\(parts[1])"
            self = .roleSession(RoleSessionPrincipal(arn: text, roleARN: role, roleUniqueID: uniqueID))
        case ("sts", "federated-user") where parts.count == 2:
            self = .federatedUser(FederatedUserPrincipal(arn: text, issuerARN: issuerARN, issuerUniqueID: uniqueID))
        default:
            throw PrincipalError(arn: text)
        }
    }

    /// The twelve digits of the caller's account; nil for services, identity providers and anonymous callers.
    public var account: String? {
        switch self {
        case .root(let account, _): account
        case .user(let user): ARN(user.arn)?.account
        case .roleSession(let session): ARN(session.arn)?.account
        case .federatedUser(let session): ARN(session.arn)?.account
        case .service, .federated, .anonymous: nil
        }
    }

    /// How AWS names the caller in messages: an ARN, a service name, or `anonymous`.
    public var displayName: String {
        switch self {
        case .root(let account, let partition): "arn:\(partition):iam::\(account):root"
        case .user(let user): user.arn
        case .roleSession(let session): session.arn
        case .federatedUser(let session): session.arn
        case .service(let name): name
        case .federated(let provider): provider
        case .anonymous: "anonymous"
        }
    }
}

/// An ARN that no caller can have.
public struct PrincipalError: Error, Sendable, Hashable, CustomStringConvertible {
    public let arn: String
    public var description: String {
        "'\(arn)' is not the ARN of a root user, user, role session or federated user session"
    }
}
