import StateStore

extension Samples {
    static var organization: Organization {
        var organization = Organization(
            managementAccountID: scope.accountID,
            id: "o-a1b2c3d4e5",
            rootID: "r-ab12",
            createdAt: time,
            featureSet: .all
        )
        organization.enabledPolicyTypes = [.serviceControl, .resourceControl]
        organization.attachedPolicyIDs = ["p-FullAWSAccess"]
        organization.trustedServices = [Organization.TrustedService(principal: "sso.amazonaws.com", enabledAt: time)]
        return organization
    }

    static func organizationalUnit(
        _ id: String = "ou-ab12-11111111",
        name: String = "workloads"
    ) -> OrganizationalUnit {
        OrganizationalUnit(
            scope: scope,
            id: id,
            organizationID: organization.id,
            parentID: organization.rootID,
            name: name,
            createdAt: time,
            attachedPolicyIDs: ["p-FullAWSAccess"],
            tags: [Tag(key: "team", value: "blue")]
        )
    }

    static func organizationMember(_ accountID: String = "210987654321") -> OrganizationMember {
        OrganizationMember(
            accountID: accountID,
            of: organization,
            joinedMethod: .created,
            joinedAt: time,
            attachedPolicyIDs: ["p-FullAWSAccess"]
        )
    }

    static func organizationPolicy(_ id: String = "p-0123456789", name: String = "limits") -> OrganizationPolicy {
        OrganizationPolicy(
            scope: scope,
            id: id,
            organizationID: organization.id,
            type: .serviceControl,
            name: name,
            policyDescription: "what nobody may do",
            document: allowAll,
            createdAt: time,
            tags: []
        )
    }

    static func organizationHandshake(_ id: String = "h-0123456789") -> OrganizationHandshake {
        OrganizationHandshake(
            scope: scope,
            id: id,
            organizationID: organization.id,
            target: .email(address: "dev@example.com"),
            accountID: "210987654321",
            notes: "come in",
            requestedAt: time,
            expiresAt: time + .seconds(15 * 86_400),
            tags: []
        )
    }

    static func accountRequest(_ id: String = "car-0123456789") -> AccountRequest {
        AccountRequest(
            scope: scope,
            id: id,
            accountName: "dev",
            requestedAt: time,
            completedAt: time,
            outcome: .succeeded(accountID: "210987654321")
        )
    }
}
