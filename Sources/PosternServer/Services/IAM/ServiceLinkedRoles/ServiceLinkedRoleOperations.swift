import AWSWire
import IAMPolicy
import StateStore

/// `CreateServiceLinkedRole`, for the services in ``ServiceLinkedRole``.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html>
struct CreateServiceLinkedRole: ServiceOperation {
    typealias Wire = IAM.CreateServiceLinkedRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let name = ServiceLinkedRole(service: input.awsServiceName)?.roleName(suffix: input.customSuffix) ?? "*"
        let path = "\(ServiceLinkedRole.pathPrefix)\(input.awsServiceName)/"
        var requirement = AuthorizationRequirement(
            Self.action,
            on: "arn:aws:iam::\(call.accountID):role\(path)\(name)",
            ownedBy: call.accountID
        )
        requirement.context = [(key: "iam:AWSServiceName", values: [input.awsServiceName])]
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let linked = ServiceLinkedRole(service: input.awsServiceName) else {
            throw IAM.Fault.invalidInput("No service-linked role is known for \(input.awsServiceName).")
        }
        guard input.customSuffix == nil || linked.definition.allowsSuffix else {
            throw IAM.Fault.invalidInput("Custom suffix is not allowed for \(input.awsServiceName)")
        }
        let name = linked.roleName(suffix: input.customSuffix)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                guard transaction.identity.roles.named(name.lowercased(), in: call.globalScope) == nil else {
                    throw IAM.Fault.invalidInput(
                        "Service role name \(name) has been taken in this account, please try a different suffix."
                    )
                }
                let role = Role(
                    scope: call.globalScope,
                    id: iam.surroundings.randomness.uniqueID(.role),
                    name: name,
                    path: linked.path,
                    createdAt: call.time,
                    trust: PinnedPolicy(PolicyText(linked.trustPolicy)),
                    roleDescription: input.description,
                    grants: PolicyGrants(attachedARNs: [linked.policyARN])
                )
                transaction.apply(.role(.put(role)))
                return Wire.Output(role: IAM.Role(created: role))
            }
        }
    }
}

/// `DeleteServiceLinkedRole`: done at once, since no service here uses the role.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html>
struct DeleteServiceLinkedRole: ServiceOperation {
    typealias Wire = IAM.DeleteServiceLinkedRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onRole(Self.action, input.roleName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let role = try Role.find(input.roleName, in: transaction.identity, call.globalScope)
                guard role.isServiceLinked else {
                    throw IAM.Fault.invalidInput("The role \(role.name) is not a service-linked role.")
                }
                transaction.apply(.role(.remove(role.key)))
                return Wire.Output(deletionTaskID: "task\(role.path)\(role.name)/\(call.requestID)")
            }
        }
    }
}

/// `GetServiceLinkedRoleDeletionStatus`: a task is known by the recorded request that it ends in.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html>
struct GetServiceLinkedRoleDeletionStatus: ServiceOperation {
    typealias Wire = IAM.GetServiceLinkedRoleDeletionStatus
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let parts = input.deletionTaskID.split(separator: "/").dropFirst().dropLast()
        let arn = "arn:aws:iam::\(call.accountID):role/\(parts.joined(separator: "/"))"
        return [AuthorizationRequirement(Self.action, on: arn, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            let requestID = input.deletionTaskID.split(separator: "/").last.map(String.init) ?? ""
            let event = try iam.event(of: requestID)
            guard let event, event.eventName == DeleteServiceLinkedRole.Wire.model.name, event.outcome == .allowed,
                event.recipientAccountID == call.call.accountID
            else {
                throw IAM.Fault.noSuchEntity("Task \(input.deletionTaskID) cannot be found.")
            }
            return Wire.Output(status: .succeeded)
        }
    }
}

extension IAMDependencies {
    /// The record of a request; nil when there is none.
    fileprivate func event(of requestID: String) throws(ServiceFault) -> AuditEvent? {
        do {
            return try audit.events(AuditQuery(requestID: requestID, limit: 1)).first
        } catch {
            throw .internalFailure
        }
    }
}
