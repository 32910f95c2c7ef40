import AWSWire
import StateStore

/// `ListEntitiesForPolicy`: whom a managed policy is attached to, or bounds.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html>
struct ListEntitiesForPolicy: ServiceOperation {
    typealias Wire = IAM.ListEntitiesForPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard iam.managedPolicyExists(input.policyARN, in: call.identity, call.globalScope) else {
            throw IAMFaults.noPolicy(input.policyARN)
        }
        let entities =
            bearers(Group.self, .group, input, call) + bearers(Role.self, .role, input, call)
            + bearers(User.self, .user, input, call)
        let page = try Page(of: entities, after: input.marker, maxItems: input.maxItems, key: \.key)
        return .finished(
            Wire.Output(
                policyGroups: page.items.of(.group).map { IAM.PolicyGroup(groupName: $0.name, groupID: $0.id) },
                policyUsers: page.items.of(.user).map { IAM.PolicyUser(userName: $0.name, userID: $0.id) },
                policyRoles: page.items.of(.role).map { IAM.PolicyRole(roleName: $0.name, roleID: $0.id) },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }

    private func bearers<Bearer: PolicyBearer>(
        _ type: Bearer.Type,
        _ kind: IAM.EntityType,
        _ input: Wire.Input,
        _ call: AuthorizedCall
    ) -> [PolicyEntity] {
        guard input.entityFilter == nil || input.entityFilter == kind else { return [] }
        return Bearer.all(in: call.identity, call.globalScope, pathPrefix: input.pathPrefix)
            .filter { uses(input, $0.grants) }
            .map { PolicyEntity(kind: kind, name: $0.name, id: $0.id) }
    }

    private func uses(_ input: Wire.Input, _ grants: PolicyGrants) -> Bool {
        let isAttached = grants.attachedARNs.contains(input.policyARN)
        let isBoundary = grants.boundaryARN == input.policyARN
        guard let usage = input.policyUsageFilter else { return isAttached || isBoundary }
        return usage == .permissionsBoundary ? isBoundary : isAttached
    }
}

/// One user, group or role that a policy is used by.
private struct PolicyEntity {
    let kind: IAM.EntityType
    let name: String
    let id: String

    /// Orders groups before roles before users, and each by name.
    var key: String { "\(kind.rawValue)/\(name)" }
}

extension [PolicyEntity] {
    fileprivate func of(_ kind: IAM.EntityType) -> Self { filter { $0.kind == kind } }
}
