/// An IAM user with everything attached to it.
package struct User: StoredEntity {
    package static let kind = EntityKind.user

    package let scope: Scope
    /// `AIDA…`; survives a rename and is never given to another user.
    package let id: String
    package var name: String
    /// Begins and ends with `/`.
    package var path: String
    package let createdAt: Timestamp
    package var grants: PolicyGrants
    /// Ids (`AGPA…`) of the groups the user is in, in the order of joining.
    package var groupIDs: [String]
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        name: String,
        path: String = "/",
        createdAt: Timestamp,
        grants: PolicyGrants = PolicyGrants(),
        groupIDs: [String] = [],
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.grants = grants
        self.groupIDs = groupIDs
        self.tags = tags
    }

    package var arn: String { "arn:aws:iam::\(scope.accountID):user\(path)\(name)" }
    package var uniqueName: String? { name.lowercased() }
    package var policyTexts: [PolicyText] { grants.policyTexts }
}
