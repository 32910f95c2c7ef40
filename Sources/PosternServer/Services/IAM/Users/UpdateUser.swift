import AWSWire
import StateStore

/// `UpdateUser`: a new name or path; the unique id, and everything that goes by it, stays.
///
/// Both the user as it is and the user as it will be must be allowed.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html>
struct UpdateUser: ServiceOperation {
    typealias Wire = IAM.UpdateUser
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let source = User.resource(input.userName, in: call)
        let user = call.view.snapshot.identity.users.named(input.userName.lowercased(), in: .global(call.accountID))
        let path = input.newPath ?? user?.path ?? "/"
        let target = "arn:aws:iam::\(call.accountID):user\(path)\(input.newUserName ?? user?.name ?? input.userName)"
        return (source == target ? [source] : [source, target])
            .map { AuthorizationRequirement(Self.action, on: $0, ownedBy: call.accountID) }
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                user.name = input.newUserName ?? user.name
                user.path = input.newPath ?? user.path
                let holder = transaction.identity.users.named(user.name.lowercased(), in: user.scope)
                guard holder == nil || holder?.id == user.id else {
                    throw IAM.Fault.entityAlreadyExists("User with name \(user.name) already exists.")
                }
                transaction.apply(.user(.put(user)))
                return Unit()
            }
        }
    }
}
