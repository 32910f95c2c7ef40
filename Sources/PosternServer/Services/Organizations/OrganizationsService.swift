import AWSWire

/// The operations of Organizations that are served.
enum OrganizationsService {
    static func operations(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        structure(organizations) + accounts(organizations) + handshakes(organizations) + policies(organizations)
            + tags(organizations)
    }

    private static func structure(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateOrganization(organizations: organizations)),
            Served(DescribeOrganization()),
            Served(DeleteOrganization(organizations: organizations)),
            Served(ListRoots()),
            Served(CreateOrganizationalUnit(organizations: organizations)),
            Served(DescribeOrganizationalUnit()),
            Served(UpdateOrganizationalUnit(organizations: organizations)),
            Served(DeleteOrganizationalUnit(organizations: organizations)),
            Served(ListOrganizationalUnitsForParent()),
            Served(ListAccountsForParent()),
            Served(ListChildren()),
            Served(ListParents()),
            Served(MoveAccount(organizations: organizations)),
            Served(EnableServiceAccess(organizations: organizations)),
            Served(DisableServiceAccess(organizations: organizations)),
            Served(ListServiceAccess()),
            Served(ListDelegatedAdministrators()),
        ]
    }

    private static func accounts(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateMemberAccount(organizations: organizations)),
            Served(DescribeCreateAccountStatus()),
            Served(ListCreateAccountStatus()),
            Served(DescribeAccount()),
            Served(ListAccounts()),
            Served(RemoveAccountFromOrganization(organizations: organizations)),
            Served(LeaveOrganization(organizations: organizations)),
            Served(CloseAccount(organizations: organizations)),
        ]
    }

    private static func handshakes(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        [
            Served(InviteAccountToOrganization(organizations: organizations)),
            Served(AnswerHandshake<Organizations.AcceptHandshake>(organizations: organizations)),
            Served(AnswerHandshake<Organizations.DeclineHandshake>(organizations: organizations)),
            Served(AnswerHandshake<Organizations.CancelHandshake>(organizations: organizations)),
            Served(DescribeHandshake()),
            Served(ListHandshakesForAccount()),
            Served(ListHandshakesForOrganization()),
        ]
    }

    private static func policies(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        [
            Served(EnablePolicyType(organizations: organizations)),
            Served(DisablePolicyType(organizations: organizations)),
            Served(CreateOrganizationPolicy(organizations: organizations)),
            Served(UpdateOrganizationPolicy(organizations: organizations)),
            Served(DescribeOrganizationPolicy()),
            Served(DeleteOrganizationPolicy(organizations: organizations)),
            Served(ListOrganizationPolicies()),
            Served(AttachOrganizationPolicy(organizations: organizations)),
            Served(DetachOrganizationPolicy(organizations: organizations)),
            Served(ListPoliciesForTarget()),
            Served(ListTargetsForPolicy()),
        ]
    }

    private static func tags(_ organizations: OrganizationsDependencies) -> [any AnyServiceOperation] {
        [
            Served(TagOrganizationResource(organizations: organizations)),
            Served(UntagOrganizationResource(organizations: organizations)),
            Served(ListOrganizationTags()),
        ]
    }
}
