import AWSWire
import StateStore

/// `CreatePolicy`: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html>
struct CreateOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.CreatePolicy
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let keys = ConditionKeys.policyType(input.type.rawValue)
        return [.organizations(Self.action, in: call, context: keys + .requested(input.tags))]
            + AuthorizationRequirement.tagging(input.tags, new: "policy", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try OrganizationTags.checked(input.tags)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            let type = try OrganizationPolicyType(input.type, availableIn: organization)
            let state = transaction.organizations
            try state.requireFreePolicyName(input.name, in: organization)
            try requireRoom(for: type, among: state.policies(of: organization))
            let policy = OrganizationPolicy(
                scope: organization.scope,
                id: "p-" + organizations.surroundings.randomness.lowercaseText(of: 10),
                organizationID: organization.id,
                type: type,
                name: input.name,
                policyDescription: input.description,
                document: try PolicyContent.checked(input.content, type),
                createdAt: call.time,
                tags: tags
            )
            transaction.apply(.policy(.put(policy)))
            return Wire.Output(policy: AnyOrganizationPolicy.own(policy).wire)
        }
    }

    private func requireRoom(
        for type: OrganizationPolicyType,
        among policies: [OrganizationPolicy]
    ) throws(ServiceFault) {
        let limit =
            switch type {
            case .serviceControl: OrganizationsQuota.serviceControlPolicies
            case .resourceControl: OrganizationsQuota.resourceControlPolicies
            }
        guard policies.count(where: { $0.type == type }) < limit else {
            throw Organizations.Fault.constraintViolation(
                "You have exceeded the allowed number of policies of this type: \(limit).",
                reason: "POLICY_NUMBER_LIMIT_EXCEEDED"
            )
        }
    }
}

/// `UpdatePolicy`: takes effect at once wherever the policy is attached.
struct UpdateOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.UpdatePolicy
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.policyID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            var policy = try AnyOrganizationPolicy(input.policyID, in: organization, state).requireOwn()
            if let name = input.name, name != policy.name {
                try state.requireFreePolicyName(name, in: organization)
                policy.name = name
            }
            if let description = input.description { policy.policyDescription = description }
            if let content = input.content { policy.document = try PolicyContent.checked(content, policy.type) }
            transaction.apply(.policy(.put(policy)))
            return Wire.Output(policy: AnyOrganizationPolicy.own(policy).wire)
        }
    }
}

/// `DescribePolicy`.
struct DescribeOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.DescribePolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.policyID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let policy = try AnyOrganizationPolicy(input.policyID, in: organization, call.organizations)
        return .finished(Wire.Output(policy: policy.wire))
    }
}

/// `DeletePolicy`: one that is attached nowhere.
struct DeleteOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.DeletePolicy
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.policyID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            let policy = try AnyOrganizationPolicy(input.policyID, in: organization, state).requireOwn()
            guard state.targets(of: policy.id, in: organization).isEmpty else {
                throw Organizations.Fault.policyInUse(
                    "The policy is attached to one or more entities; detach it from all of them first."
                )
            }
            transaction.apply(.policy(.remove(policy.key)))
            return Unit()
        }
    }
}

/// `ListPolicies` of one type, AWS's own among them.
struct ListOrganizationPolicies: ServiceOperation {
    typealias Wire = Organizations.ListPolicies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call, context: .policyType(input.filter.rawValue))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let type = try OrganizationPolicyType(filter: input.filter)
        let own = call.organizations.policies(of: organization).filter { $0.type == type }
        let all = [AnyOrganizationPolicy.aws(.of(type)).summary] + own.map { AnyOrganizationPolicy.own($0).summary }
        let page = try OrganizationsPage(
            of: all.sorted { $0.key < $1.key },
            after: input.nextToken,
            maxResults: input.maxResults,
            key: \.key
        )
        return .finished(Wire.Output(policies: page.items, nextToken: page.nextToken))
    }
}

extension Organizations.PolicySummary {
    /// What lists are ordered by.
    var key: String { id ?? "" }
}

extension OrganizationState {
    /// - Throws: `DuplicatePolicyException`.
    fileprivate func requireFreePolicyName(_ name: String, in organization: Organization) throws(ServiceFault) {
        let isTaken =
            policies.named(name, in: organization.scope) != nil
            || AWSOrganizationPolicy.all.contains { $0.name == name }
        guard !isTaken else { throw OrganizationsFaults.duplicatePolicy }
    }

    /// Where a policy is attached.
    func targets(of policyID: String, in organization: Organization) -> [OrganizationNode] {
        OrganizationNode.all(of: organization, self).filter { $0.attachedPolicyIDs.contains(policyID) }
    }
}
