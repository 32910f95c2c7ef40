import AWSWire
import StateStore

/// `ListInstanceProfiles`.
struct ListInstanceProfiles: ServiceOperation {
    typealias Wire = IAM.ListInstanceProfiles

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:iam::\(call.accountID):instance-profile\(input.pathPrefix ?? "/")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let profiles = call.identity.instanceProfiles.all(in: call.globalScope)
            .filter { $0.path.hasPrefix(input.pathPrefix ?? "/") }
            .sorted { $0.name < $1.name }
        let page = try Page(of: profiles, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                instanceProfiles: page.items.map { IAM.InstanceProfile(listed: $0, in: call.identity) },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `ListInstanceProfilesForRole`.
struct ListInstanceProfilesForRole: ServiceOperation {
    typealias Wire = IAM.ListInstanceProfilesForRole

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onRole(Self.action, input.roleName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let role = try Role.find(input.roleName, in: call.identity, call.globalScope)
        let profiles = call.identity.instanceProfiles(of: role)
        let page = try Page(of: profiles, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                instanceProfiles: page.items.map { IAM.InstanceProfile(listed: $0, in: call.identity) },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

extension IdentityState {
    /// The instance profiles that hold a role, ordered by name.
    func instanceProfiles(of role: Role) -> [InstanceProfile] {
        instanceProfiles.all(in: role.scope).filter { $0.roleID == role.id }.sorted { $0.name < $1.name }
    }
}
