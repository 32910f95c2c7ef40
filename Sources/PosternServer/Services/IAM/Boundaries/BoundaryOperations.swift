import AWSWire
import StateStore

/// The input of an operation that sets a permissions boundary.
protocol BoundaryInput: BearerInput {
    var permissionsBoundary: String { get }
}

extension IAM.PutUserPermissionsBoundary.Input: UserInput, BoundaryInput {}
extension IAM.PutRolePermissionsBoundary.Input: RoleInput, BoundaryInput {}
extension IAM.DeleteUserPermissionsBoundary.Input: UserInput {}
extension IAM.DeleteRolePermissionsBoundary.Input: RoleInput {}

/// `PutUserPermissionsBoundary`, `PutRolePermissionsBoundary`: in force from the next request on, also for live sessions.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html>
struct PutPermissionsBoundary<Wire: WireOperation>: ServiceOperation
where Wire.Input: BoundaryInput, Wire.Output == Unit {
    let iam: IAMDependencies

    /// `iam:PermissionsBoundary` is the boundary to be set, so that a delegated administrator can be held to one.
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        var requirement = AuthorizationRequirement.bearer(Self.action, input, in: call)
        requirement.context = [(key: "iam:PermissionsBoundary", values: [input.permissionsBoundary])]
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                let bounded = try iam.grants(
                    boundary: input.permissionsBoundary,
                    in: transaction.identity,
                    call.globalScope
                )
                bearer.grants.boundaryARN = bounded.boundaryARN
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }
}

/// `DeleteUserPermissionsBoundary`, `DeleteRolePermissionsBoundary`.
struct DeletePermissionsBoundary<Wire: WireOperation>: ServiceOperation
where Wire.Input: BearerInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                guard bearer.grants.boundaryARN != nil else { throw Wire.Input.Bearer.noBoundary(bearer.name) }
                bearer.grants.boundaryARN = nil
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }
}

extension PolicyBearer {
    fileprivate static func noBoundary(_ name: String) -> ServiceFault {
        IAM.Fault.noSuchEntity("\(noun.capitalizedFirst) \(name) does not have a permission boundary.")
    }
}

extension AuthorizationRequirement {
    /// The action on the bearer with `iam:PermissionsBoundary`, the boundary it has now.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>
    static func boundedBearer<Input: BearerInput>(_ action: String, _ input: Input, in call: IncomingCall) -> Self {
        var requirement = bearer(action, input, in: call)
        let table = Input.Bearer.table(in: call.view.snapshot.identity)
        let found = table.named(input.bearerName.lowercased(), in: .global(call.accountID))
        if let boundary = found?.grants.boundaryARN {
            requirement.context.append((key: "iam:PermissionsBoundary", values: [boundary]))
        }
        return requirement
    }
}
