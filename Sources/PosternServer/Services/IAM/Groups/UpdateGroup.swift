import AWSWire
import StateStore

/// `UpdateGroup`: a new name or path; members and policies stay.
///
/// Both the group as it is and the group as it will be must be allowed.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html>
struct UpdateGroup: ServiceOperation {
    typealias Wire = IAM.UpdateGroup
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let source = Group.resource(input.groupName, in: call)
        let group = call.view.snapshot.identity.groups.named(input.groupName.lowercased(), in: .global(call.accountID))
        let path = input.newPath ?? group?.path ?? "/"
        let name = input.newGroupName ?? group?.name ?? input.groupName
        let target = "arn:aws:iam::\(call.accountID):group\(path)\(name)"
        return (source == target ? [source] : [source, target])
            .map { AuthorizationRequirement(Self.action, on: $0, ownedBy: call.accountID) }
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var group = try Group.find(input.groupName, in: transaction.identity, call.globalScope)
                group.name = input.newGroupName ?? group.name
                group.path = input.newPath ?? group.path
                let holder = transaction.identity.groups.named(group.name.lowercased(), in: group.scope)
                guard holder == nil || holder?.id == group.id else {
                    throw IAM.Fault.entityAlreadyExists("Group with name \(group.name) already exists.")
                }
                transaction.apply(.group(.put(group)))
                return Unit()
            }
        }
    }
}
