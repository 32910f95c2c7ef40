import AWSWire
import IAMPolicy
import StateStore

/// `AssumeRole`: the role's trust policy decides, together with the caller's policies where it delegates to the account.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
struct AssumeRole: ServiceOperation {
    typealias Wire = STS.AssumeRole
    let sts: STSDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let role = call.view.snapshot.identity.role(arn: input.roleARN)
        var requirement = AuthorizationRequirement(
            Self.action,
            on: input.roleARN,
            ownedBy: ARN(input.roleARN)?.account ?? call.accountID,
            policy: trustPolicy(of: role, call)
        )
        requirement.context = keys(of: input)
        guard !(input.tags ?? []).isEmpty || input.sourceIdentity != nil else { return [requirement] }
        return [requirement] + permissionsOnly(input, like: requirement)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let role = call.identity.role(arn: input.roleARN) else { throw Self.denied(call, input.roleARN) }
        let isChained = call.caller.session != nil
        let duration = try SessionDuration.check(input.durationSeconds, role: role, isChained: isChained)
        let policies = try SessionPolicyList.check(inline: input.policy, managed: input.policyARNs)
        let credential = try sts.sessions.issue(
            .role(id: role.id, sessionName: input.roleSessionName),
            accountID: role.scope.accountID,
            at: call.time,
            lasting: .seconds(duration)
        ) { grant in
            grant.sessionPolicies = policies
            grant.tags = call.caller.transitiveTags + (input.tags ?? []).map { Tag(key: $0.key, value: $0.value) }
            grant.transitiveTagKeys = call.caller.transitiveTags.map(\.key) + (input.transitiveTagKeys ?? [])
            grant.sourceIdentity = call.caller.session?.sourceIdentity ?? input.sourceIdentity
            grant.isChained = isChained
        }
        return .finished(
            Wire.Output(
                credentials: STS.Credentials(credential),
                assumedRoleUser: STS.AssumedRoleUser(
                    assumedRoleID: "\(role.id):\(input.roleSessionName)",
                    arn: "arn:aws:sts::\(role.scope.accountID):assumed-role/\(role.name)/\(input.roleSessionName)"
                ),
                sourceIdentity: credential.grant.sourceIdentity
            )
        )
    }

    /// A role that does not exist is answered like one that does not trust the caller.
    private func trustPolicy(of role: Role?, _ call: IncomingCall) -> CompiledPolicy? {
        role.map { call.view.library.pinnedPolicy($0.trust, kind: .roleTrust, identifier: $0.arn) }
    }

    private func keys(of input: Wire.Input) -> [(key: String, values: [String])] {
        var keys = [(key: "sts:RoleSessionName", values: [input.roleSessionName])]
        if let externalID = input.externalID { keys.append((key: "sts:ExternalId", values: [externalID])) }
        if let identity = input.sourceIdentity { keys.append((key: "sts:SourceIdentity", values: [identity])) }
        if let transitive = input.transitiveTagKeys { keys.append((key: "sts:TransitiveTagKeys", values: transitive)) }
        let tags = input.tags ?? []
        keys += tags.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
        if !tags.isEmpty { keys.append((key: "aws:TagKeys", values: tags.map(\.key))) }
        return keys
    }

    /// Tags and a source identity each need a permission of their own beside `sts:AssumeRole`.
    private func permissionsOnly(
        _ input: Wire.Input,
        like requirement: AuthorizationRequirement
    ) -> [AuthorizationRequirement] {
        var requirements: [AuthorizationRequirement] = []
        if !(input.tags ?? []).isEmpty {
            requirements.append(requirement.asking("sts:TagSession"))
        }
        if input.sourceIdentity != nil {
            requirements.append(requirement.asking("sts:SetSourceIdentity"))
        }
        return requirements
    }

    private static func denied(_ call: AuthorizedCall, _ roleARN: String) -> ServiceFault {
        ServiceFault(
            code: "AccessDenied",
            message: "User: \(call.caller.arn) is not authorized to perform: sts:AssumeRole on resource: \(roleARN)",
            status: 403
        )
    }
}

extension AuthorizationRequirement {
    /// The same on another action.
    func asking(_ action: String) -> Self {
        var other = self
        other.action = action
        return other
    }
}

extension CallerIdentity {
    /// The session tags that follow into the next role.
    var transitiveTags: [Tag] {
        guard let session else { return [] }
        return session.tags.filter { session.transitiveTagKeys.contains($0.key) }
    }
}

extension IdentityState {
    func role(arn: String) -> Role? {
        uniqueID(of: arn).flatMap { id in ARN(arn).flatMap { roles[id, in: .global($0.account)] } }
    }
}
