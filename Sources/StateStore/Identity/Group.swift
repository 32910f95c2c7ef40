/// An IAM group. Who is in it is kept by the users (``User/groupIDs``).
package struct Group: StoredEntity {
    package static let kind = EntityKind.group

    package let scope: Scope
    /// `AGPA…`
    package let id: String
    package var name: String
    /// Begins and ends with `/`.
    package var path: String
    package let createdAt: Timestamp
    package var grants: PolicyGrants

    package init(
        scope: Scope,
        id: String,
        name: String,
        path: String = "/",
        createdAt: Timestamp,
        grants: PolicyGrants = PolicyGrants()
    ) {
        self.scope = scope
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.grants = grants
    }

    package var arn: String { "arn:aws:iam::\(scope.accountID):group\(path)\(name)" }
    package var uniqueName: String? { name.lowercased() }
    package var policyTexts: [PolicyText] { grants.policyTexts }
}
