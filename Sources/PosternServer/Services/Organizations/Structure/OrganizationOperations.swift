import AWSWire
import StateStore

/// `CreateOrganization`: the caller's account becomes the management account.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html>
struct CreateOrganization: ServiceOperation {
    typealias Wire = Organizations.CreateOrganization
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call), OrganizationsRole.requirement(in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await organizations.writer.write { transaction throws(ServiceFault) in
                let accountID = call.call.accountID
                guard transaction.organizations.member(accountID) == nil else {
                    throw Organizations.Fault.alreadyInOrganization(
                        "The provided account is already a member of an organization."
                    )
                }
                let organization = make(input, for: call)
                transaction.apply(.organization(.put(organization)))
                transaction.apply(
                    .member(
                        .put(
                            OrganizationMember(
                                accountID: accountID,
                                of: organization,
                                joinedMethod: .invited,
                                joinedAt: call.time,
                                attachedPolicyIDs: organization.defaultPolicyIDs
                            )
                        )
                    )
                )
                OrganizationsRole.ensure(in: accountID, &transaction, at: call.time, organizations.surroundings)
                return Wire.Output(
                    organization: Organizations.Organization(organization, in: transaction.identity)
                )
            }
        }
    }

    private func make(_ input: Wire.Input, for call: AuthorizedCall) -> Organization {
        let randomness = organizations.surroundings.randomness
        return Organization(
            managementAccountID: call.call.accountID,
            id: "o-" + randomness.lowercaseText(of: 10),
            rootID: "r-" + randomness.lowercaseText(of: 4),
            createdAt: call.time,
            featureSet: input.featureSet == .consolidatedBilling ? .consolidatedBilling : .all
        )
    }
}

/// `DescribeOrganization`: open to every account of the organization.
struct DescribeOrganization: ServiceOperation {
    typealias Wire = Organizations.DescribeOrganization

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let organization = call.organizations.organization(of: call.call.accountID) else {
            throw OrganizationsFaults.notInUse
        }
        return .finished(
            Wire.Output(organization: Organizations.Organization(organization, in: call.identity))
        )
    }
}

/// `DeleteOrganization`: with its units, policies and invitations, once no other account is in it.
struct DeleteOrganization: ServiceOperation {
    typealias Wire = Organizations.DeleteOrganization
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            let members = state.members(of: organization)
            guard members.count == 1 else {
                throw Organizations.Fault.organizationNotEmpty(
                    "To delete an organization you must first remove all member accounts (except the master)."
                )
            }
            let scope = organization.scope
            for member in members { transaction.apply(.member(.remove(member.key))) }
            for unit in state.units.all(in: scope) { transaction.apply(.unit(.remove(unit.key))) }
            for policy in state.policies.all(in: scope) { transaction.apply(.policy(.remove(policy.key))) }
            for handshake in state.handshakes.all(in: scope) { transaction.apply(.handshake(.remove(handshake.key))) }
            for request in state.accountRequests.all(in: scope) {
                transaction.apply(.accountRequest(.remove(request.key)))
            }
            transaction.apply(.organization(.remove(organization.key)))
            return Unit()
        }
    }
}

/// `ListRoots`: an organization has one.
struct ListRoots: ServiceOperation {
    typealias Wire = Organizations.ListRoots

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let roots = [try call.managedOrganization()]
        let page = try OrganizationsPage(
            of: roots,
            after: input.nextToken,
            maxResults: input.maxResults,
            key: \.rootID
        )
        return .finished(Wire.Output(roots: page.items.map(Organizations.Root.init), nextToken: page.nextToken))
    }
}
