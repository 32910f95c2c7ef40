import AWSWire
import StateStore

/// `CreateOrganizationalUnit`: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html>
struct CreateOrganizationalUnit: ServiceOperation {
    typealias Wire = Organizations.CreateOrganizationalUnit
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.parentID, in: call, context: .requested(input.tags))]
            + AuthorizationRequirement.tagging(input.tags, new: "ou", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try OrganizationTags.checked(input.tags)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            try check(input, in: organization, state)
            let suffix = organizations.surroundings.randomness.lowercaseText(of: 8)
            let unit = OrganizationalUnit(
                scope: organization.scope,
                id: "ou-\(organization.rootID.dropFirst(2))-\(suffix)",
                organizationID: organization.id,
                parentID: input.parentID,
                name: input.name,
                createdAt: call.time,
                attachedPolicyIDs: organization.defaultPolicyIDs,
                tags: tags
            )
            transaction.apply(.unit(.put(unit)))
            return Wire.Output(
                organizationalUnit: Organizations.OrganizationalUnit(
                    unit,
                    in: organization,
                    transaction.organizations
                )
            )
        }
    }

    private func check(
        _ input: Wire.Input,
        in organization: Organization,
        _ state: OrganizationState
    ) throws(ServiceFault) {
        let parent = OrganizationNode(input.parentID, in: organization, state)
        guard parent?.isParent == true else { throw OrganizationsFaults.noParent }
        let name = OrganizationalUnit.uniqueName(input.name, under: input.parentID)
        guard state.units.named(name, in: organization.scope) == nil else { throw OrganizationsFaults.duplicateUnit }
        let depth = state.units(upFrom: input.parentID, managementAccountID: organization.managementAccountID).count
        guard depth < OrganizationsQuota.unitDepth else {
            throw Organizations.Fault.constraintViolation(
                "You have exceeded the allowed OU depth of \(OrganizationsQuota.unitDepth).",
                reason: "OU_DEPTH_LIMIT_EXCEEDED"
            )
        }
        guard state.units.all(in: organization.scope).count < OrganizationsQuota.units else {
            throw Organizations.Fault.constraintViolation(
                "You have exceeded the allowed number of OUs.",
                reason: "OU_NUMBER_LIMIT_EXCEEDED"
            )
        }
    }
}

/// `DescribeOrganizationalUnit`.
struct DescribeOrganizationalUnit: ServiceOperation {
    typealias Wire = Organizations.DescribeOrganizationalUnit

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.organizationalUnitID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let unit = try call.organizations.unit(input.organizationalUnitID, in: organization)
        return .finished(
            Wire.Output(
                organizationalUnit: Organizations.OrganizationalUnit(unit, in: organization, call.organizations)
            )
        )
    }
}

/// `UpdateOrganizationalUnit`: a new name.
struct UpdateOrganizationalUnit: ServiceOperation {
    typealias Wire = Organizations.UpdateOrganizationalUnit
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.organizationalUnitID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            var unit = try state.unit(input.organizationalUnitID, in: organization)
            if let name = input.name {
                let uniqueName = OrganizationalUnit.uniqueName(name, under: unit.parentID)
                let holder = state.units.named(uniqueName, in: organization.scope)
                guard holder == nil || holder?.id == unit.id else { throw OrganizationsFaults.duplicateUnit }
                unit.name = name
            }
            transaction.apply(.unit(.put(unit)))
            return Wire.Output(
                organizationalUnit: Organizations.OrganizationalUnit(
                    unit,
                    in: organization,
                    transaction.organizations
                )
            )
        }
    }
}

/// `DeleteOrganizationalUnit`: one that holds neither units nor accounts.
struct DeleteOrganizationalUnit: ServiceOperation {
    typealias Wire = Organizations.DeleteOrganizationalUnit
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.organizationalUnitID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            let unit = try state.unit(input.organizationalUnitID, in: organization)
            let isEmpty =
                !state.units(of: organization).contains { $0.parentID == unit.id }
                && !state.members(of: organization).contains { $0.parentID == unit.id }
            guard isEmpty else {
                throw Organizations.Fault.organizationalUnitNotEmpty(
                    "The specified organizational unit is not empty: move its accounts elsewhere and delete its units first."
                )
            }
            transaction.apply(.unit(.remove(unit.key)))
            return Unit()
        }
    }
}

extension OrganizationState {
    /// - Throws: `OrganizationalUnitNotFoundException`.
    func unit(_ id: String, in organization: Organization) throws(ServiceFault) -> OrganizationalUnit {
        guard let unit = units[id, in: organization.scope] else { throw OrganizationsFaults.noUnit }
        return unit
    }
}
