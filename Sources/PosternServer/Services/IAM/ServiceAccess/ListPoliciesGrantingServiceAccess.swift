import AWSWire
import IAMPolicy
import StateStore

/// `ListPoliciesGrantingServiceAccess`: of a user, with the policies of its groups, of a group or of a role.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html>
struct ListPoliciesGrantingServiceAccess: ServiceOperation {
    typealias Wire = IAM.ListPoliciesGrantingServiceAccess

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.arn, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.marker == nil else { throw ServiceFault(code: "ValidationError", message: "Invalid Marker.") }
        let bearers = try Self.bearers(input.arn, call.identity, call.globalScope)
        let policies = bearers.flatMap { Self.policies(of: $0, in: call) }
        let entries = input.serviceNamespaces.map { service in
            IAM.ListPoliciesGrantingServiceAccessEntry(
                serviceNamespace: service,
                policies: policies.filter { GrantedServices.prefixes(of: [$0.policy]).contains(service) }.map(\.shape)
            )
        }
        return .finished(Wire.Output(policiesGrantingServiceAccess: entries, isTruncated: false))
    }

    /// Who holds policies that count for the entity.
    private struct Bearer {
        let type: IAM.PolicyOwnerEntityType
        let name: String
        let grants: PolicyGrants
    }

    private static func bearers(
        _ arn: String,
        _ identity: IdentityState,
        _ scope: Scope
    ) throws(ServiceFault) -> [Bearer] {
        if let user = identity.users.all(in: scope).first(where: { $0.arn == arn }) {
            let groups = user.groupIDs.compactMap { identity.groups[$0, in: scope] }
            return [Bearer(type: .user, name: user.name, grants: user.grants)]
                + groups.map { Bearer(type: .group, name: $0.name, grants: $0.grants) }
        }
        if let group = identity.groups.all(in: scope).first(where: { $0.arn == arn }) {
            return [Bearer(type: .group, name: group.name, grants: group.grants)]
        }
        if let role = identity.roles.all(in: scope).first(where: { $0.arn == arn }) {
            return [Bearer(type: .role, name: role.name, grants: role.grants)]
        }
        throw IAM.Fault.noSuchEntity("ARN \(arn) not found")
    }

    private static func policies(
        of bearer: Bearer,
        in call: AuthorizedCall
    ) -> [(policy: CompiledPolicy, shape: IAM.PolicyGrantingServiceAccess)] {
        let library = call.call.view.library
        let inline = bearer.grants.inline.map { policy in
            (
                policy: library.policy(policy.document, kind: .identity, identifier: policy.name),
                shape: IAM.PolicyGrantingServiceAccess(
                    policyName: policy.name,
                    policyType: .inline,
                    entityType: bearer.type,
                    entityName: bearer.name
                )
            )
        }
        let managed = bearer.grants.attachedARNs.map { arn in
            (
                policy: library.managedPolicy(arn, kind: .identity, in: call.identity),
                shape: IAM.PolicyGrantingServiceAccess(
                    policyName: arn.split(separator: "/").last.map(String.init) ?? arn,
                    policyType: .managed,
                    policyARN: arn
                )
            )
        }
        return inline + managed
    }
}
