import AWSWire
import StateStore

/// `AttachPolicy`: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html>
struct AttachOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.AttachPolicy
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        AuthorizationRequirement.attachment(Self.action, input.policyID, input.targetID, in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            let policy = try AnyOrganizationPolicy(input.policyID, in: organization, state)
            let target = try state.target(input.targetID, in: organization)
            guard organization.enabledPolicyTypes.contains(policy.type) else {
                throw OrganizationsFaults.policyTypeNotEnabled
            }
            guard !target.attachedPolicyIDs.contains(input.policyID) else {
                throw Organizations.Fault.duplicatePolicyAttachment(
                    "The specified policy is already attached to the specified target."
                )
            }
            guard state.attached(policy.type, to: target, in: organization).count < OrganizationsQuota.attachments
            else {
                throw Organizations.Fault.constraintViolation(
                    "You have attached the maximum number of policies to the specified target: "
                        + "\(OrganizationsQuota.attachments).",
                    reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
                )
            }
            transaction.apply(target.attaching(target.attachedPolicyIDs + [input.policyID]))
            return Unit()
        }
    }
}

/// `DetachPolicy`: a target keeps at least one service control policy, and RCPFullAWSAccess always.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html>
struct DetachOrganizationPolicy: ServiceOperation {
    typealias Wire = Organizations.DetachPolicy
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        AuthorizationRequirement.attachment(Self.action, input.policyID, input.targetID, in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let state = transaction.organizations
            let policy = try AnyOrganizationPolicy(input.policyID, in: organization, state)
            let target = try state.target(input.targetID, in: organization)
            guard target.attachedPolicyIDs.contains(input.policyID) else {
                throw Organizations.Fault.policyNotAttached(
                    "The specified policy is not attached to the specified target."
                )
            }
            guard input.policyID != AWSOrganizationPolicy.rcpFullAWSAccess.id else {
                throw Organizations.Fault.invalidInput(
                    "You can't detach the AWS managed policy RCPFullAWSAccess.",
                    reason: "NON_DETACHABLE_POLICY"
                )
            }
            guard policy.type != .serviceControl || state.attached(policy.type, to: target, in: organization).count > 1
            else {
                throw Organizations.Fault.constraintViolation(
                    "You cannot remove the last policy attached to the specified target. You must have at least one "
                        + "attached at all times.",
                    reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
                )
            }
            transaction.apply(target.attaching(target.attachedPolicyIDs.filter { $0 != input.policyID }))
            return Unit()
        }
    }
}

/// `ListPoliciesForTarget`: those attached to the target itself, not to what it is in.
struct ListPoliciesForTarget: ServiceOperation {
    typealias Wire = Organizations.ListPoliciesForTarget

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.targetID, in: call, context: .policyType(input.filter.rawValue))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let type = try OrganizationPolicyType(filter: input.filter)
        let target = try call.organizations.target(input.targetID, in: organization)
        var attached: [Organizations.PolicySummary] = []
        for id in call.organizations.attached(type, to: target, in: organization) {
            attached.append(try AnyOrganizationPolicy(id, in: organization, call.organizations).summary)
        }
        let page = try OrganizationsPage(
            of: attached.sorted { $0.key < $1.key },
            after: input.nextToken,
            maxResults: input.maxResults,
            key: \.key
        )
        return .finished(Wire.Output(policies: page.items, nextToken: page.nextToken))
    }
}

/// `ListTargetsForPolicy`.
struct ListTargetsForPolicy: ServiceOperation {
    typealias Wire = Organizations.ListTargetsForPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.policyID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        _ = try AnyOrganizationPolicy(input.policyID, in: organization, call.organizations)
        let targets = call.organizations.targets(of: input.policyID, in: organization).sorted { $0.id < $1.id }
        let page = try OrganizationsPage(of: targets, after: input.nextToken, maxResults: input.maxResults, key: \.id)
        return .finished(
            Wire.Output(
                targets: page.items.map {
                    Organizations.PolicyTargetSummary(
                        targetID: $0.id,
                        arn: $0.arn,
                        name: $0.name(in: call.identity),
                        type: $0.type
                    )
                },
                nextToken: page.nextToken
            )
        )
    }
}

extension AuthorizationRequirement {
    /// Attaching and detaching need permission on the policy and on the target.
    fileprivate static func attachment(
        _ action: String,
        _ policyID: String,
        _ targetID: String,
        in call: IncomingCall
    ) -> [Self] {
        let policy = organizations(action, on: policyID, in: call)
        let keys = policy.context.filter { $0.key == "organizations:PolicyType" }
        return [policy, .organizations(action, on: targetID, in: call, context: keys)]
    }
}

extension OrganizationState {
    /// - Throws: `TargetNotFoundException`.
    fileprivate func target(_ id: String, in organization: Organization) throws(ServiceFault) -> OrganizationNode {
        guard let node = OrganizationNode(id, in: organization, self) else { throw OrganizationsFaults.noTarget }
        return node
    }

    /// The policies of one type that are attached to a place itself.
    fileprivate func attached(
        _ type: OrganizationPolicyType,
        to target: OrganizationNode,
        in organization: Organization
    ) -> [String] {
        target.attachedPolicyIDs.filter { policyType(of: $0, in: organization) == type }
    }
}
