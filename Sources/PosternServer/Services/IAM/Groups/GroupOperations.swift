import AWSWire
import StateStore

/// `CreateGroup`.
struct CreateGroup: ServiceOperation {
    typealias Wire = IAM.CreateGroup
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):group\(input.path ?? "/")\(input.groupName)"
        return [AuthorizationRequirement(Self.action, on: arn, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let scope = call.globalScope
                guard transaction.identity.groups.named(input.groupName.lowercased(), in: scope) == nil else {
                    throw IAM.Fault.entityAlreadyExists("Group with name \(input.groupName) already exists.")
                }
                guard transaction.identity.groups.all(in: scope).count < IAMQuota.groups else {
                    throw IAMQuota.exceeded("GroupsPerAccount", IAMQuota.groups)
                }
                let group = Group(
                    scope: scope,
                    id: iam.surroundings.randomness.uniqueID(.group),
                    name: input.groupName,
                    path: input.path ?? "/",
                    createdAt: call.time
                )
                transaction.apply(.group(.put(group)))
                return Wire.Output(group: IAM.Group(group))
            }
        }
    }
}

/// `GetGroup`: the group and who is in it.
struct GetGroup: ServiceOperation {
    typealias Wire = IAM.GetGroup

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onGroup(Self.action, input.groupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try Group.find(input.groupName, in: call.identity, call.globalScope)
        let members = call.identity.members(of: group)
        let page = try Page(of: members, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                group: IAM.Group(group),
                users: page.items.map(IAM.User.init(listed:)),
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `ListGroups`.
struct ListGroups: ServiceOperation {
    typealias Wire = IAM.ListGroups

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:iam::\(call.accountID):group\(input.pathPrefix ?? "/")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let groups = Group.all(in: call.identity, call.globalScope, pathPrefix: input.pathPrefix)
        let page = try Page(of: groups, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(groups: page.items.map(IAM.Group.init), isTruncated: page.isTruncated, marker: page.marker)
        )
    }
}

/// `DeleteGroup`: its members and policies must be gone first.
struct DeleteGroup: ServiceOperation {
    typealias Wire = IAM.DeleteGroup
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onGroup(Self.action, input.groupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let group = try Group.find(input.groupName, in: transaction.identity, call.globalScope)
                guard transaction.identity.members(of: group).isEmpty else {
                    throw IAMFaults.deleteFirst("remove users from group")
                }
                try IAMFaults.requireNoPolicies(group)
                transaction.apply(.group(.remove(group.key)))
                return Unit()
            }
        }
    }
}

extension IdentityState {
    /// The users in a group, ordered by name.
    func members(of group: Group) -> [User] {
        users.all(in: group.scope).filter { $0.groupIDs.contains(group.id) }.sorted { $0.name < $1.name }
    }
}

extension AuthorizationRequirement {
    static func onGroup(_ action: String, _ name: String, in call: IncomingCall) -> Self {
        Self(action, on: Group.resource(name, in: call), ownedBy: call.accountID)
    }
}
