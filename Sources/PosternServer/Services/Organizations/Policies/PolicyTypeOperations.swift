import AWSWire
import StateStore

/// `EnablePolicyType`: policies of a type can be attached from now on; AWS's own is attached everywhere.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html>
struct EnablePolicyType: ServiceOperation {
    typealias Wire = Organizations.EnablePolicyType
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.rootID, in: call, context: .policyType(input.policyType.rawValue))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard input.rootID == organization.rootID else { throw OrganizationsFaults.noRoot }
            let type = try OrganizationPolicyType(input.policyType, availableIn: organization)
            guard !organization.enabledPolicyTypes.contains(type) else {
                throw Organizations.Fault.policyTypeAlreadyEnabled("The specified policy type is already enabled.")
            }
            var enabled = organization
            enabled.enabledPolicyTypes.append(type)
            transaction.apply(.organization(.put(enabled)))
            let policyID = AWSOrganizationPolicy.of(type).id
            for node in OrganizationNode.all(of: enabled, transaction.organizations) {
                transaction.apply(node.attaching(node.attachedPolicyIDs + [policyID]))
            }
            return Wire.Output(root: Organizations.Root(enabled))
        }
    }
}

/// `DisablePolicyType`: every policy of the type is detached everywhere.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html>
struct DisablePolicyType: ServiceOperation {
    typealias Wire = Organizations.DisablePolicyType
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.rootID, in: call, context: .policyType(input.policyType.rawValue))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard input.rootID == organization.rootID else { throw OrganizationsFaults.noRoot }
            let type = OrganizationPolicyType(rawValue: input.policyType.rawValue)
            guard let type, organization.enabledPolicyTypes.contains(type) else {
                throw OrganizationsFaults.policyTypeNotEnabled
            }
            var disabled = organization
            disabled.enabledPolicyTypes.removeAll { $0 == type }
            transaction.apply(.organization(.put(disabled)))
            let state = transaction.organizations
            for node in OrganizationNode.all(of: disabled, state) {
                let kept = node.attachedPolicyIDs.filter { state.policyType(of: $0, in: disabled) != type }
                transaction.apply(node.attaching(kept))
            }
            return Wire.Output(root: Organizations.Root(disabled))
        }
    }
}

extension OrganizationState {
    /// Nil when there is no such policy.
    func policyType(of id: String, in organization: Organization) -> OrganizationPolicyType? {
        AWSOrganizationPolicy.all.first { $0.id == id }?.type ?? policies[id, in: organization.scope]?.type
    }
}
