/// One AWS account. Its root user's unique id is the account id itself, as on AWS.
package struct Account: StoredEntity {
    package static let kind = EntityKind.account

    package let accountID: String
    package let createdAt: Timestamp
    /// The name Organizations shows.
    package var name: String
    package var email: String?
    /// The alias of `CreateAccountAlias`; nil when none is set.
    package var alias: String?
    /// What `UpdateAccountPasswordPolicy` set; nil when it set none.
    package var passwordPolicy: PasswordPolicy?
    /// When the account was closed, which suspends it: none of its credentials works any longer.
    package var closedAt: Timestamp?

    package init(accountID: String, createdAt: Timestamp, name: String, email: String? = nil, alias: String? = nil) {
        self.accountID = accountID
        self.createdAt = createdAt
        self.name = name
        self.email = email
        self.alias = alias
    }

    package var scope: Scope { .global(accountID) }
    package var id: String { accountID }
    package var isSuspended: Bool { closedAt != nil }
}
