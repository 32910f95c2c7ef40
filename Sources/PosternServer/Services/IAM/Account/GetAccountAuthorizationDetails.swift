import AWSWire
import StateStore

/// `GetAccountAuthorizationDetails`: users, groups, roles and managed policies with everything attached to them, in one
/// paged list. Of AWS's policies only those in use are told.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>
struct GetAccountAuthorizationDetails: ServiceOperation {
    typealias Wire = IAM.GetAccountAuthorizationDetails
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let entities = entities(call).filter {
            input.filter?.isEmpty != false || input.filter?.contains($0.type) == true
        }
        let page = try Page(of: entities, after: input.marker, maxItems: input.maxItems, key: \.key)
        return .asynchronously { () throws(ServiceFault) in
            var output = Wire.Output(
                userDetailList: [],
                groupDetailList: [],
                roleDetailList: [],
                policies: [],
                isTruncated: page.isTruncated,
                marker: page.marker
            )
            for entity in page.items { try add(entity, to: &output, call.identity) }
            return output
        }
    }

    private func entities(_ call: AuthorizedCall) -> [AccountEntity] {
        let (identity, scope) = (call.identity, call.globalScope)
        let used = iam.catalogue.entries.filter { entry in
            let usage = identity.usage(of: entry.arn, in: scope)
            return usage.attachments + usage.boundaries > 0
        }
        let all =
            identity.users.all(in: scope).map(AccountEntity.user)
            + identity.groups.all(in: scope).map(AccountEntity.group)
            + identity.roles.all(in: scope).map(AccountEntity.role)
            + identity.managedPolicies.all(in: scope).map(AccountEntity.policy) + used.map(AccountEntity.shipped)
        return all.sorted { $0.key < $1.key }
    }

    private func add(
        _ entity: AccountEntity,
        to output: inout Wire.Output,
        _ identity: IdentityState
    ) throws(ServiceFault) {
        switch entity {
        case .user(let user): output.userDetailList?.append(IAM.UserDetail(user, in: identity))
        case .group(let group): output.groupDetailList?.append(IAM.GroupDetail(group))
        case .role(let role):
            output.roleDetailList?.append(IAM.RoleDetail(role, lastUse: try iam.lastUse(of: role), in: identity))
        case .policy(let policy): output.policies?.append(IAM.ManagedPolicyDetail(policy, in: identity))
        case .shipped(let entry):
            let document = iam.catalogue.document(entry.arn)
            output.policies?.append(IAM.ManagedPolicyDetail(entry, document, in: identity))
        }
    }
}

/// One thing of an account that has a say in its permissions.
private enum AccountEntity {
    case user(User)
    case group(Group)
    case role(Role)
    case policy(ManagedPolicy)
    /// A policy of AWS's.
    case shipped(ManagedPolicyCatalogue.Entry)

    var type: IAM.EntityType {
        switch self {
        case .user: .user
        case .group: .group
        case .role: .role
        case .policy: .localManagedPolicy
        case .shipped: .awsManagedPolicy
        }
    }

    /// Users first, AWS's policies last, each kind by ARN.
    var key: String {
        switch self {
        case .user(let user): "1 \(user.arn)"
        case .group(let group): "2 \(group.arn)"
        case .role(let role): "3 \(role.arn)"
        case .policy(let policy): "4 \(policy.arn)"
        case .shipped(let entry): "5 \(entry.arn)"
        }
    }
}
