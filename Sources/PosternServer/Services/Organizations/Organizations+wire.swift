import AWSWire
import StateStore

// The state's entities in the shapes of answers.

extension Organizations.Organization {
    init(_ organization: Organization, in identity: IdentityState) {
        let management = organization.managementAccountID
        self.init(
            id: organization.id,
            arn: organization.arn,
            featureSet: .init(rawValue: organization.featureSet.rawValue),
            masterAccountARN: organization.arn("account/\(organization.id)/\(management)"),
            masterAccountID: management,
            masterAccountEmail: identity.accounts[management, in: .global(management)]?.rootEmail,
            availablePolicyTypes: organization.featureSet == .all
                ? [Organizations.PolicyTypeSummary(type: .serviceControlPolicy, status: .enabled)] : []
        )
    }
}

extension Organizations.Root {
    init(_ organization: Organization) {
        self.init(
            id: organization.rootID,
            arn: organization.rootARN,
            name: "Root",
            policyTypes: organization.enabledPolicyTypes.map {
                Organizations.PolicyTypeSummary(type: .init(rawValue: $0.rawValue), status: .enabled)
            }
        )
    }
}

extension Organizations.OrganizationalUnit {
    init(_ unit: OrganizationalUnit, in organization: Organization, _ state: OrganizationState) {
        self.init(
            id: unit.id,
            arn: OrganizationNode.unit(unit, in: organization).arn,
            name: unit.name,
            path: state.path(to: unit.id, in: organization)
        )
    }
}

extension Organizations.Account {
    init(_ member: OrganizationMember, in organization: Organization, _ snapshot: StateSnapshot) {
        let account = snapshot.identity.accounts[member.accountID, in: member.scope]
        let isSuspended = account?.isSuspended ?? true
        self.init(
            id: member.accountID,
            arn: OrganizationNode.member(member, in: organization).arn,
            email: account?.rootEmail,
            name: account?.name,
            status: isSuspended ? .suspended : .active,
            state: isSuspended ? .suspended : .active,
            paths: [snapshot.organizations.path(to: member.parentID, in: organization) + member.accountID + "/"],
            joinedMethod: .init(rawValue: member.joinedMethod.rawValue),
            joinedTimestamp: WireTimestamp(member.joinedAt)
        )
    }
}

extension Organizations.Tag {
    init(_ tag: Tag) {
        self.init(key: tag.key, value: tag.value)
    }
}

extension OrganizationState {
    /// `o-…/r-…/ou-…/`, down to a root or unit.
    func path(to parentID: String, in organization: Organization) -> String {
        let units = units(upFrom: parentID, managementAccountID: organization.managementAccountID)
        return ([organization.id, organization.rootID] + units.map(\.id)).map { $0 + "/" }.joined()
    }
}
