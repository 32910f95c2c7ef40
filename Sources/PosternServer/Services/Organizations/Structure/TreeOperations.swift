import AWSWire
import StateStore

/// `ListOrganizationalUnitsForParent`.
struct ListOrganizationalUnitsForParent: ServiceOperation {
    typealias Wire = Organizations.ListOrganizationalUnitsForParent

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.parentID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let units = try call.organizations.units(in: input.parentID, of: organization)
        let page = try OrganizationsPage(of: units, after: input.nextToken, maxResults: input.maxResults, key: \.id)
        return .finished(
            Wire.Output(
                organizationalUnits: page.items.map {
                    Organizations.OrganizationalUnit($0, in: organization, call.organizations)
                },
                nextToken: page.nextToken
            )
        )
    }
}

/// `ListAccountsForParent`: those directly in a root or unit.
struct ListAccountsForParent: ServiceOperation {
    typealias Wire = Organizations.ListAccountsForParent

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.parentID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let members = try call.organizations.members(in: input.parentID, of: organization)
        let page = try OrganizationsPage(of: members, after: input.nextToken, maxResults: input.maxResults, key: \.id)
        return .finished(
            Wire.Output(
                accounts: page.items.map { Organizations.Account($0, in: organization, call.call.view.snapshot) },
                nextToken: page.nextToken
            )
        )
    }
}

/// `ListChildren`: the units or the accounts directly in a root or unit.
struct ListChildren: ServiceOperation {
    typealias Wire = Organizations.ListChildren

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.parentID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let ids =
            input.childType == .account
            ? try call.organizations.members(in: input.parentID, of: organization).map(\.id)
            : try call.organizations.units(in: input.parentID, of: organization).map(\.id)
        let page = try OrganizationsPage(of: ids, after: input.nextToken, maxResults: input.maxResults, key: \.self)
        return .finished(
            Wire.Output(
                children: page.items.map { Organizations.Child(id: $0, type: input.childType) },
                nextToken: page.nextToken
            )
        )
    }
}

/// `ListParents`: the one place that a unit or an account is in.
struct ListParents: ServiceOperation {
    typealias Wire = Organizations.ListParents

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.childID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let parentID: String
        switch OrganizationNode(input.childID, in: organization, call.organizations) {
        case .unit(let unit, _): parentID = unit.parentID
        case .member(let member, _): parentID = member.parentID
        case .root, nil:
            throw Organizations.Fault.childNotFound("You specified a child that doesn't exist.")
        }
        let page = try OrganizationsPage(
            of: [parentID],
            after: input.nextToken,
            maxResults: input.maxResults,
            key: \.self
        )
        return .finished(
            Wire.Output(
                parents: page.items.map {
                    Organizations.Parent(id: $0, type: $0 == organization.rootID ? .root : .organizationalUnit)
                },
                nextToken: page.nextToken
            )
        )
    }
}

/// `MoveAccount`: from one root or unit to another.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html>
struct MoveAccount: ServiceOperation {
    typealias Wire = Organizations.MoveAccount
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [input.accountID, input.sourceParentID, input.destinationParentID].map {
            .organizations(Self.action, on: $0, in: call)
        }
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            var member = try state.member(input.accountID, of: organization)
            guard OrganizationNode(input.destinationParentID, in: organization, state)?.isParent == true else {
                throw Organizations.Fault.destinationParentNotFound(
                    "You specified a destination parent that doesn't exist."
                )
            }
            guard member.parentID == input.sourceParentID else {
                throw Organizations.Fault.sourceParentNotFound(
                    "You specified a source parent that doesn't exist, or that the account is not in."
                )
            }
            guard member.parentID != input.destinationParentID else {
                throw Organizations.Fault.duplicateAccount("That account is already in the specified destination.")
            }
            member.parentID = input.destinationParentID
            transaction.apply(.member(.put(member)))
            return Unit()
        }
    }
}

extension OrganizationState {
    /// - Throws: `ParentNotFoundException`.
    fileprivate func units(
        in parentID: String,
        of organization: Organization
    ) throws(ServiceFault) -> [OrganizationalUnit] {
        try requireParent(parentID, in: organization)
        return units(of: organization).filter { $0.parentID == parentID }
    }

    /// - Throws: `ParentNotFoundException`.
    fileprivate func members(
        in parentID: String,
        of organization: Organization
    ) throws(ServiceFault) -> [OrganizationMember] {
        try requireParent(parentID, in: organization)
        return members(of: organization).filter { $0.parentID == parentID }
    }

    private func requireParent(_ id: String, in organization: Organization) throws(ServiceFault) {
        guard OrganizationNode(id, in: organization, self)?.isParent == true else { throw OrganizationsFaults.noParent }
    }
}
