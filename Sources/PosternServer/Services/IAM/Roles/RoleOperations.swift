import AWSWire
import IAMPolicy
import StateStore

/// `CreateRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
struct CreateRole: ServiceOperation {
    typealias Wire = IAM.CreateRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):role\(input.path ?? "/")\(input.roleName)"
        return AuthorizationRequirement.creating(
            Self.action,
            arn,
            boundary: input.permissionsBoundary,
            tags: input.tags,
            with: "iam:TagRole",
            in: call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let trust = try PolicyDocument.checked(input.assumeRolePolicyDocument, kind: .roleTrust)
        try TrustPolicy.checkSize(trust)
        guard input.path?.hasPrefix(ServiceLinkedRole.pathPrefix) != true else {
            throw IAM.Fault.invalidInput("Roles under \(ServiceLinkedRole.pathPrefix) are linked to services.")
        }
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let scope = call.globalScope
                guard transaction.identity.roles.named(input.roleName.lowercased(), in: scope) == nil else {
                    throw IAM.Fault.entityAlreadyExists("Role with name \(input.roleName) already exists.")
                }
                guard transaction.identity.roles.all(in: scope).count < IAMQuota.roles else {
                    throw IAMQuota.exceeded("RolesPerAccount", IAMQuota.roles)
                }
                let role = Role(
                    scope: scope,
                    id: iam.surroundings.randomness.uniqueID(.role),
                    name: input.roleName,
                    path: input.path ?? "/",
                    createdAt: call.time,
                    trust: try TrustPolicy.pinned(input.assumeRolePolicyDocument, trust, in: transaction.identity),
                    roleDescription: input.description,
                    maxSessionDurationSeconds: input.maxSessionDuration ?? 3600,
                    grants: try iam.grants(boundary: input.permissionsBoundary, in: transaction.identity, scope),
                    tags: try [Tag](checking: input.tags)
                )
                transaction.apply(.role(.put(role)))
                return Wire.Output(role: IAM.Role(created: role))
            }
        }
    }
}

/// `GetRole`.
struct GetRole: ServiceOperation {
    typealias Wire = IAM.GetRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let found = try Role.find(input.roleName, in: call.identity, call.globalScope)
        return .asynchronously { () throws(ServiceFault) in
            var role = IAM.Role(found)
            role.roleLastUsed = try iam.lastUse(of: found)
            return Wire.Output(role: role)
        }
    }
}

/// `ListRoles`.
struct ListRoles: ServiceOperation {
    typealias Wire = IAM.ListRoles

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:iam::\(call.accountID):role\(input.pathPrefix ?? "/")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let roles = Role.all(in: call.identity, call.globalScope, pathPrefix: input.pathPrefix)
        let page = try Page(of: roles, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                roles: page.items.map(IAM.Role.init(listed:)),
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `DeleteRole`: everything attached to the role must be gone first.
struct DeleteRole: ServiceOperation {
    typealias Wire = IAM.DeleteRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let role = try Role.findModifiable(input.roleName, in: transaction.identity, call.globalScope)
                let profiles = transaction.identity.instanceProfiles.all(in: call.globalScope)
                guard !profiles.contains(where: { $0.roleID == role.id }) else {
                    throw IAMFaults.deleteFirst("remove roles from instance profile")
                }
                try IAMFaults.requireNoPolicies(role)
                transaction.apply(.role(.remove(role.key)))
                return Unit()
            }
        }
    }
}

/// `UpdateRole`.
struct UpdateRole: ServiceOperation {
    typealias Wire = IAM.UpdateRole
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var role = try Role.findModifiable(input.roleName, in: transaction.identity, call.globalScope)
                role.roleDescription = input.description ?? role.roleDescription
                role.maxSessionDurationSeconds = input.maxSessionDuration ?? role.maxSessionDurationSeconds
                transaction.apply(.role(.put(role)))
                return Wire.Output()
            }
        }
    }
}

/// `UpdateAssumeRolePolicy`.
struct UpdateAssumeRolePolicy: ServiceOperation {
    typealias Wire = IAM.UpdateAssumeRolePolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let trust = try PolicyDocument.checked(input.policyDocument, kind: .roleTrust)
        try TrustPolicy.checkSize(trust)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var role = try Role.findModifiable(input.roleName, in: transaction.identity, call.globalScope)
                role.trust = try TrustPolicy.pinned(input.policyDocument, trust, in: transaction.identity)
                transaction.apply(.role(.put(role)))
                return Unit()
            }
        }
    }
}

// A role's boundary decides on whoever reads, changes or deletes it.
extension IAM.GetRole.Input: RoleInput {}
extension IAM.UpdateRole.Input: RoleInput {}
extension IAM.UpdateAssumeRolePolicy.Input: RoleInput {}
extension IAM.DeleteRole.Input: RoleInput {}

extension IAM.Role {
    /// What `CreateRole` answers: without the maximum session duration and description that `GetRole` adds.
    init(created role: Role) {
        self.init(role)
        description = role.roleDescription
        maxSessionDuration = nil
    }

    /// Lists leave out tags, the permissions boundary and the last use, as AWS does.
    init(listed role: Role) {
        self.init(role)
        permissionsBoundary = nil
        tags = nil
    }
}

extension AuthorizationRequirement {
    static func onRole(_ action: String, _ name: String, in call: IncomingCall) -> Self {
        Self(action, on: Role.resource(name, in: call), ownedBy: call.accountID)
    }
}
