import AWSWire
import StateStore

/// The service-linked role that Organizations has in every account of an organization.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services-using_slrs.html>
enum OrganizationsRole {
    private static let service = "organizations.amazonaws.com"

    /// Whoever brings an account into an organization must be allowed to have the role made.
    static func requirement(in call: IncomingCall) -> AuthorizationRequirement {
        let role = "\(ServiceLinkedRole.pathPrefix)\(service)/AWSServiceRoleForOrganizations"
        return AuthorizationRequirement(
            "iam:CreateServiceLinkedRole",
            on: "arn:aws:iam::\(call.accountID):role\(role)",
            ownedBy: call.accountID,
            context: [(key: "iam:AWSServiceName", values: [service])]
        )
    }

    /// Makes the role where the account does not have it.
    static func ensure(
        in accountID: String,
        _ transaction: inout StateTransaction,
        at now: Moment,
        _ surroundings: Surroundings
    ) {
        let scope = Scope.global(accountID)
        guard let linked = ServiceLinkedRole(service: service) else { return }
        let name = linked.roleName(suffix: nil)
        guard transaction.identity.roles.named(name.lowercased(), in: scope) == nil else { return }
        let role = Role(
            scope: scope,
            id: surroundings.randomness.uniqueID(.role),
            name: name,
            path: linked.path,
            createdAt: now,
            trust: PinnedPolicy(PolicyText(linked.trustPolicy)),
            roleDescription:
                "Service-linked role used by AWS Organizations to enable integration of other AWS services "
                + "with Organizations.",
            grants: PolicyGrants(attachedARNs: [linked.policyARN])
        )
        transaction.apply(.role(.put(role)))
    }
}
