import AWSWire
import StateStore

/// `UpdateRoleDescription`, which `UpdateRole` came to replace.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html>
struct UpdateRoleDescription: ServiceOperation {
    typealias Wire = IAM.UpdateRoleDescription
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var role = try Role.find(input.roleName, in: transaction.identity, call.globalScope)
                role.roleDescription = input.description
                transaction.apply(.role(.put(role)))
                return Wire.Output(role: IAM.Role(created: role))
            }
        }
    }
}

extension IAM.UpdateRoleDescription.Input: RoleInput {}
