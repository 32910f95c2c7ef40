/// An organization with its root. Kept in the scope of its management account.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
package struct Organization: StoredEntity {
    package static let kind = EntityKind.organization

    package enum FeatureSet: String, Sendable, Codable {
        case all = "ALL"
        case consolidatedBilling = "CONSOLIDATED_BILLING"
    }

    /// A service that may work in all accounts of the organization.
    package struct TrustedService: Hashable, Sendable, Codable {
        /// Such as `sso.amazonaws.com`.
        package let principal: String
        package let enabledAt: Timestamp

        package init(principal: String, enabledAt: Timestamp) {
            self.principal = principal
            self.enabledAt = enabledAt
        }
    }

    package let scope: Scope
    /// `o-` and ten letters or digits.
    package let id: String
    package let createdAt: Timestamp
    package var featureSet: FeatureSet
    /// `r-` and four letters or digits.
    package let rootID: String
    /// Types of policies that can be attached, in the order in which they were enabled.
    package var enabledPolicyTypes: [OrganizationPolicyType]
    /// Ids of the policies attached to the root.
    package var attachedPolicyIDs: [String]
    /// Tags of the root.
    package var tags: [Tag]
    package var trustedServices: [TrustedService]

    package init(
        managementAccountID: String,
        id: String,
        rootID: String,
        createdAt: Timestamp,
        featureSet: FeatureSet
    ) {
        scope = .global(managementAccountID)
        self.id = id
        self.rootID = rootID
        self.createdAt = createdAt
        self.featureSet = featureSet
        enabledPolicyTypes = []
        attachedPolicyIDs = []
        tags = []
        trustedServices = []
    }

    package var managementAccountID: String { scope.accountID }
    package var arn: String { arn("organization/\(id)") }
    package var rootARN: String { arn("root/\(id)/\(rootID)") }

    /// The ARN of something of this organization, all of which belongs to the management account.
    package func arn(_ resource: String) -> String {
        "arn:aws:organizations::\(managementAccountID):\(resource)"
    }
}
