/// An account's place in an organization; the management account has one too. Kept in the scope of the account itself, so
/// that no account can be in two organizations.
package struct OrganizationMember: StoredEntity {
    package static let kind = EntityKind.organizationMember

    package enum JoinedMethod: String, Sendable, Codable {
        case invited = "INVITED"
        case created = "CREATED"
    }

    package let accountID: String
    package let organizationID: String
    package let managementAccountID: String
    package let joinedMethod: JoinedMethod
    package let joinedAt: Timestamp
    /// The root's id or a unit's.
    package var parentID: String
    package var attachedPolicyIDs: [String]
    package var tags: [Tag]

    package init(
        accountID: String,
        of organization: Organization,
        joinedMethod: JoinedMethod,
        joinedAt: Timestamp,
        attachedPolicyIDs: [String],
        tags: [Tag] = []
    ) {
        self.accountID = accountID
        self.joinedMethod = joinedMethod
        self.joinedAt = joinedAt
        self.attachedPolicyIDs = attachedPolicyIDs
        self.tags = tags
        organizationID = organization.id
        managementAccountID = organization.managementAccountID
        parentID = organization.rootID
    }

    package var scope: Scope { .global(accountID) }
    package var id: String { accountID }
    package var isManagementAccount: Bool { accountID == managementAccountID }
}
