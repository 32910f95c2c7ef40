import AWSWire
import StateStore

/// `AddUserToGroup`; no effect when the user is in the group already.
struct AddUserToGroup: ServiceOperation {
    typealias Wire = IAM.AddUserToGroup
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onGroup(Self.action, input.groupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let group = try Group.find(input.groupName, in: transaction.identity, call.globalScope)
                var user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                guard !user.groupIDs.contains(group.id) else { return Unit() }
                guard user.groupIDs.count < IAMQuota.groupsPerUser else {
                    throw IAMQuota.exceeded("GroupsPerUser", IAMQuota.groupsPerUser)
                }
                user.groupIDs.append(group.id)
                transaction.apply(.user(.put(user)))
                return Unit()
            }
        }
    }
}

/// `RemoveUserFromGroup`.
struct RemoveUserFromGroup: ServiceOperation {
    typealias Wire = IAM.RemoveUserFromGroup
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onGroup(Self.action, input.groupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let group = try Group.find(input.groupName, in: transaction.identity, call.globalScope)
                var user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                guard let index = user.groupIDs.firstIndex(of: group.id) else {
                    throw IAM.Fault.noSuchEntity("User \(user.name) is not in group \(group.name).")
                }
                user.groupIDs.remove(at: index)
                transaction.apply(.user(.put(user)))
                return Unit()
            }
        }
    }
}

/// `ListGroupsForUser`.
struct ListGroupsForUser: ServiceOperation {
    typealias Wire = IAM.ListGroupsForUser

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let user = try User.find(input.userName, in: call.identity, call.globalScope)
        let groups = user.groupIDs.compactMap { call.identity.groups[$0, in: user.scope] }.sorted { $0.name < $1.name }
        let page = try Page(of: groups, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(groups: page.items.map(IAM.Group.init), isTruncated: page.isTruncated, marker: page.marker)
        )
    }
}
