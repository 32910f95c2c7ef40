/// A folder of accounts and of other units. Kept in the scope of the management account.
package struct OrganizationalUnit: StoredEntity {
    package static let kind = EntityKind.organizationalUnit

    package let scope: Scope
    /// `ou-`, what follows `r-` in the root's id, `-` and eight letters or digits.
    package let id: String
    package let organizationID: String
    /// The root's id or a unit's; never changes.
    package let parentID: String
    package let createdAt: Timestamp
    /// Unique among the units of one parent.
    package var name: String
    package var attachedPolicyIDs: [String]
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        organizationID: String,
        parentID: String,
        name: String,
        createdAt: Timestamp,
        attachedPolicyIDs: [String],
        tags: [Tag]
    ) {
        self.scope = scope
        self.id = id
        self.organizationID = organizationID
        self.parentID = parentID
        self.name = name
        self.createdAt = createdAt
        self.attachedPolicyIDs = attachedPolicyIDs
        self.tags = tags
    }

    package var uniqueName: String? { Self.uniqueName(name, under: parentID) }

    package static func uniqueName(_ name: String, under parentID: String) -> String { "\(parentID)/\(name)" }
}
