/// An instance profile, which holds at most one role.
package struct InstanceProfile: StoredEntity {
    package static let kind = EntityKind.instanceProfile

    package let scope: Scope
    /// `AIPA…`
    package let id: String
    package let name: String
    /// Begins and ends with `/`.
    package let path: String
    package let createdAt: Timestamp
    /// Unique id (`AROA…`) of the role inside.
    package var roleID: String?
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        name: String,
        path: String = "/",
        createdAt: Timestamp,
        roleID: String? = nil,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.roleID = roleID
        self.tags = tags
    }

    package var arn: String { "arn:aws:iam::\(scope.accountID):instance-profile\(path)\(name)" }
    package var uniqueName: String? { name.lowercased() }
}
