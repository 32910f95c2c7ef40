import AWSWire
import StateStore

/// `AddRoleToInstanceProfile`: puts the one role inside, which the caller must be allowed to pass to EC2.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html>
struct AddRoleToInstanceProfile: ServiceOperation {
    typealias Wire = IAM.AddRoleToInstanceProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        var passing = AuthorizationRequirement.onRole("iam:PassRole", input.roleName, in: call)
        passing.context = [(key: "iam:PassedToService", values: ["ec2.amazonaws.com"])]
        return [.onInstanceProfile(Self.action, input.instanceProfileName, in: call), passing]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let name = input.instanceProfileName
                var profile = try InstanceProfile.find(name, in: transaction.identity, call.globalScope)
                let role = try Role.find(input.roleName, in: transaction.identity, call.globalScope)
                guard profile.roleID == nil else {
                    throw IAMQuota.exceeded("InstanceSessionsPerInstanceProfile", 1)
                }
                profile.roleID = role.id
                transaction.apply(.instanceProfile(.put(profile)))
                return Unit()
            }
        }
    }
}

/// `RemoveRoleFromInstanceProfile`.
struct RemoveRoleFromInstanceProfile: ServiceOperation {
    typealias Wire = IAM.RemoveRoleFromInstanceProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onInstanceProfile(Self.action, input.instanceProfileName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let name = input.instanceProfileName
                var profile = try InstanceProfile.find(name, in: transaction.identity, call.globalScope)
                let role = try Role.find(input.roleName, in: transaction.identity, call.globalScope)
                guard profile.roleID == role.id else {
                    throw IAM.Fault.noSuchEntity("Role \(role.name) in Instance Profile \(name) cannot be found.")
                }
                profile.roleID = nil
                transaction.apply(.instanceProfile(.put(profile)))
                return Unit()
            }
        }
    }
}
