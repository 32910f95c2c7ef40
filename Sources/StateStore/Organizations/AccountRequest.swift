/// A request for a new account and what became of it. Kept in the scope of the management account.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html>
package struct AccountRequest: StoredEntity {
    package static let kind = EntityKind.accountRequest

    package enum Outcome: Hashable, Sendable, Codable {
        case succeeded(accountID: String)
        /// AWS's reason, such as `EMAIL_ALREADY_EXISTS`.
        case failed(reason: String)
    }

    package let scope: Scope
    /// `car-` and letters or digits.
    package let id: String
    package let accountName: String
    package let requestedAt: Timestamp
    package let completedAt: Timestamp
    package let outcome: Outcome

    package init(
        scope: Scope,
        id: String,
        accountName: String,
        requestedAt: Timestamp,
        completedAt: Timestamp,
        outcome: Outcome
    ) {
        self.scope = scope
        self.id = id
        self.accountName = accountName
        self.requestedAt = requestedAt
        self.completedAt = completedAt
        self.outcome = outcome
    }
}
