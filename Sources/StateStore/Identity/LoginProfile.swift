/// A user's password. What stands here of it is the business of whoever checks passwords.
package struct LoginProfile: StoredEntity {
    package static let kind = EntityKind.loginProfile

    package let scope: Scope
    /// The user's unique id (`AIDA…`), so that a recreated user does not inherit the password.
    package let userID: String
    package let createdAt: Timestamp
    /// The password's hash, encoded.
    package var passwordHash: String
    package var changedAt: Timestamp
    package var isPasswordResetRequired: Bool

    package init(
        scope: Scope,
        userID: String,
        createdAt: Timestamp,
        passwordHash: String,
        isPasswordResetRequired: Bool
    ) {
        self.scope = scope
        self.userID = userID
        self.createdAt = createdAt
        self.passwordHash = passwordHash
        self.changedAt = createdAt
        self.isPasswordResetRequired = isPasswordResetRequired
    }

    package var id: String { userID }
}
