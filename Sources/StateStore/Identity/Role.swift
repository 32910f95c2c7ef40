/// An IAM role.
package struct Role: StoredEntity {
    package static let kind = EntityKind.role

    package let scope: Scope
    /// `AROA…`
    package let id: String
    package let name: String
    /// Begins and ends with `/`.
    package let path: String
    package let createdAt: Timestamp
    package var trust: PinnedPolicy
    package var roleDescription: String?
    /// Between 3,600 and 43,200.
    package var maxSessionDurationSeconds: Int
    package var grants: PolicyGrants
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        name: String,
        path: String = "/",
        createdAt: Timestamp,
        trust: PinnedPolicy,
        roleDescription: String? = nil,
        maxSessionDurationSeconds: Int = 3600,
        grants: PolicyGrants = PolicyGrants(),
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.trust = trust
        self.roleDescription = roleDescription
        self.maxSessionDurationSeconds = maxSessionDurationSeconds
        self.grants = grants
        self.tags = tags
    }

    package var arn: String { "arn:aws:iam::\(scope.accountID):role\(path)\(name)" }
    package var uniqueName: String? { name.lowercased() }
    package var policyTexts: [PolicyText] { [trust.document] + grants.policyTexts }
}
