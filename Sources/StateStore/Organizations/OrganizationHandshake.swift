/// An invitation into an organization. Kept in the scope of the management account that sent it.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Handshake.html>
package struct OrganizationHandshake: StoredEntity {
    package static let kind = EntityKind.organizationHandshake

    package enum State: String, Sendable, Codable {
        case open = "OPEN"
        case canceled = "CANCELED"
        case accepted = "ACCEPTED"
        case declined = "DECLINED"
        case expired = "EXPIRED"
    }

    /// Whom it was sent to, as the sender named them.
    package enum Target: Hashable, Sendable, Codable {
        case account(id: String)
        case email(address: String)
    }

    package let scope: Scope
    /// `h-` and letters or digits.
    package let id: String
    package let organizationID: String
    package let target: Target
    /// The account that can answer.
    package let accountID: String
    package let notes: String?
    package let requestedAt: Timestamp
    package let expiresAt: Timestamp
    /// Tags that the account gets when it joins.
    package let tags: [Tag]
    package var answer: State

    package init(
        scope: Scope,
        id: String,
        organizationID: String,
        target: Target,
        accountID: String,
        notes: String?,
        requestedAt: Timestamp,
        expiresAt: Timestamp,
        tags: [Tag]
    ) {
        self.scope = scope
        self.id = id
        self.organizationID = organizationID
        self.target = target
        self.accountID = accountID
        self.notes = notes
        self.requestedAt = requestedAt
        self.expiresAt = expiresAt
        self.tags = tags
        answer = .open
    }

    package var arn: String { "arn:aws:organizations::\(scope.accountID):handshake/\(organizationID)/invite/\(id)" }

    /// An invitation that nobody answered in time has expired.
    package func state(at now: Timestamp) -> State {
        answer == .open && now >= expiresAt ? .expired : answer
    }
}
