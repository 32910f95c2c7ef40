import StateStore

/// What a session token says, sealed by the server: everything a temporary credential is, except the policies of the
/// principal behind it, which are looked up anew at each request and so follow later changes.
struct SessionGrant: Codable, Sendable {
    /// Whose permissions the session has.
    enum Issuer: Codable, Hashable, Sendable {
        /// `AssumeRole…`: the role's unique id (`AROA…`), so that a recreated role does not revive old sessions.
        case role(id: String, sessionName: String)
        /// `GetFederationToken`: the user's unique id (`AIDA…`), or the root user when nil.
        case federated(userID: String?, name: String)
        /// `GetSessionToken`: the user's unique id, or the root user when nil.
        case user(id: String?)
    }

    let accountID: String
    let accessKeyID: String
    let secretAccessKey: String
    let issuer: Issuer
    let issuedAt: Timestamp
    let expiresAt: Timestamp
    /// Session policies by content hash; nil when the session was made without any, which restricts nothing.
    var sessionPolicies: [SessionPolicy]?
    /// `aws:PrincipalTag` of the session, beside the role's own tags.
    var tags: [Tag] = []
    /// Tags that a role assumed from this session gets too.
    var transitiveTagKeys: [String] = []
    var sourceIdentity: String?
    /// Whether a session assumed this one: such chains last an hour at most.
    var isChained = false
    /// When the user who made the session showed a code of an MFA device; nil when none was shown.
    var mfaAuthenticatedAt: Timestamp?
    /// What an identity provider said of whoever the session was made for.
    var federation: Federation?
    /// ARN of the function whose execution environment holds the credentials (`lambda:SourceFunctionArn`).
    var sourceFunctionARN: String?

    /// The provider of a session of `AssumeRoleWithWebIdentity`, with the condition keys that stay with the session.
    struct Federation: Codable, Sendable, Hashable {
        /// The ARN of the provider.
        let provider: String
        /// Such as `token.example.com:sub`, each with its values.
        let keys: [String: [String]]
    }

    /// One policy passed to the call that made the session.
    struct SessionPolicy: Codable, Sendable, Hashable {
        /// The managed policy's ARN, or `inline`.
        let identifier: String
        /// The text of an inline policy; nil for a managed one, whose default version is looked up.
        let text: String?
    }
}

extension SessionGrant: CustomStringConvertible {
    /// Secrets never reach a log.
    var description: String { "SessionGrant(\(accessKeyID), ***)" }
}
