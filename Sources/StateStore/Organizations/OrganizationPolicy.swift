/// The types of policies that an organization can have here: those that take part in authorisation.
package enum OrganizationPolicyType: String, Sendable, Codable, CaseIterable {
    case serviceControl = "SERVICE_CONTROL_POLICY"
    case resourceControl = "RESOURCE_CONTROL_POLICY"
}

/// A policy that an organization's management account wrote. Kept in the scope of that account.
package struct OrganizationPolicy: StoredEntity {
    package static let kind = EntityKind.organizationPolicy

    package let scope: Scope
    /// `p-` and ten letters or digits.
    package let id: String
    package let organizationID: String
    package let type: OrganizationPolicyType
    package let createdAt: Timestamp
    /// Unique in the organization.
    package var name: String
    package var policyDescription: String
    package var document: PolicyText
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        organizationID: String,
        type: OrganizationPolicyType,
        name: String,
        policyDescription: String,
        document: PolicyText,
        createdAt: Timestamp,
        tags: [Tag]
    ) {
        self.scope = scope
        self.id = id
        self.organizationID = organizationID
        self.type = type
        self.name = name
        self.policyDescription = policyDescription
        self.document = document
        self.createdAt = createdAt
        self.tags = tags
    }

    package var uniqueName: String? { name }
    package var policyTexts: [PolicyText] { [document] }
    package var arn: String {
        "arn:aws:organizations::\(scope.accountID):policy/\(organizationID)/\(type.rawValue.lowercased())/\(id)"
    }
}
