import AWSWire
import IAMPolicy
import StateStore

/// What one of the `AssumeRole…` operations asks for.
struct RoleSessionRequest: Sendable {
    let roleARN: String
    let sessionName: String
    let durationSeconds: Int?
    let policy: String?
    let policyARNs: [STS.PolicyDescriptorType]?
    /// Session tags, without those that a chain hands on.
    var tags: [Tag] = []
    var transitiveTagKeys: [String] = []
    /// What the session is to carry, be it asked for or handed on.
    var sourceIdentity: String?
    var federation: SessionGrant.Federation?
}

extension RoleSessionRequest {
    /// What the role's trust policy, with the caller's own policies, must allow.
    ///
    /// Tags and a source identity each need a permission of their own beside that to assume the role.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required>
    func requirements(
        _ action: String,
        in call: IncomingCall,
        context: [(key: String, values: [String])] = []
    ) -> [AuthorizationRequirement] {
        let role = call.view.snapshot.identity.role(arn: roleARN)
        // A role that does not exist is answered like one that does not trust the caller.
        let trust = role.map { call.view.library.pinnedPolicy($0.trust, kind: .roleTrust, identifier: $0.arn) }
        let requirement = AuthorizationRequirement(
            action,
            on: roleARN,
            ownedBy: ARN(roleARN)?.account ?? call.accountID,
            policy: trust,
            context: keys + context
        )
        var requirements = [requirement]
        if !tags.isEmpty { requirements.append(requirement.asking("sts:TagSession")) }
        if sourceIdentity != nil { requirements.append(requirement.asking("sts:SetSourceIdentity")) }
        return requirements
    }

    private var keys: [(key: String, values: [String])] {
        var keys = [(key: "sts:RoleSessionName", values: [sessionName])]
        if let durationSeconds { keys.append((key: "sts:DurationSeconds", values: [String(durationSeconds)])) }
        if let sourceIdentity { keys.append((key: "sts:SourceIdentity", values: [sourceIdentity])) }
        if !transitiveTagKeys.isEmpty { keys.append((key: "sts:TransitiveTagKeys", values: transitiveTagKeys)) }
        keys += tags.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
        if !tags.isEmpty { keys.append((key: "aws:TagKeys", values: tags.map(\.key))) }
        return keys
    }

    /// - Throws: `ValidationError` for tags that contradict each other or what the chain hands on.
    func checkTags(inherited: [Tag]) throws(ServiceFault) {
        let keys = tags.map { $0.key.lowercased() }
        guard Set(keys).count == keys.count else {
            throw Self.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        }
        guard transitiveTagKeys.allSatisfy({ keys.contains($0.lowercased()) }) else {
            throw Self.invalid("The specified transitive tag key must be included in the requested tags.")
        }
        guard inherited.allSatisfy({ !keys.contains($0.key.lowercased()) }) else {
            throw Self.invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
                    + "from the calling session."
            )
        }
    }

    private static func invalid(_ message: String) -> ServiceFault {
        ServiceFault(code: "ValidationError", message: message)
    }
}

/// A session of a role, as answers tell of it.
struct RoleSession: Sendable {
    let credential: SessionIssuer.TemporaryCredential
    let user: STS.AssumedRoleUser
    /// Per cent of the room for policies and tags that is used; nil when none were passed.
    let packedPolicySize: Int?
}

extension STSDependencies {
    /// Makes the session that was allowed.
    func assume(_ request: RoleSessionRequest, as call: AuthorizedCall) throws(ServiceFault) -> RoleSession {
        guard let role = call.identity.role(arn: request.roleARN) else {
            // Reached in audit mode alone, where what is denied goes on.
            throw ServiceFault(code: "AccessDenied", message: "The role \(request.roleARN) does not exist", status: 403)
        }
        let isChained = call.caller.session != nil
        let inherited = call.caller.transitiveTags
        try request.checkTags(inherited: inherited)
        let duration = try SessionDuration.check(request.durationSeconds, role: role, isChained: isChained)
        let policies = try SessionPolicyList.check(
            inline: request.policy,
            managed: request.policyARNs,
            in: call.call,
            account: role.scope.accountID
        )
        let size = try PackedPolicySize.percent(policies, tags: request.tags)
        let credential = try sessions.issue(
            .role(id: role.id, sessionName: request.sessionName),
            accountID: role.scope.accountID,
            at: call.time,
            lasting: .seconds(duration)
        ) { grant in
            grant.sessionPolicies = policies
            grant.tags = inherited + request.tags
            grant.transitiveTagKeys = inherited.map(\.key) + request.transitiveTagKeys
            grant.sourceIdentity = request.sourceIdentity
            grant.federation = request.federation
            grant.isChained = isChained
        }
        let user = STS.AssumedRoleUser(
            assumedRoleID: "\(role.id):\(request.sessionName)",
            arn: "arn:aws:sts::\(role.scope.accountID):assumed-role/\(role.name)/\(request.sessionName)"
        )
        return RoleSession(credential: credential, user: user, packedPolicySize: size)
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
        let keys = Set(session.transitiveTagKeys.map { $0.lowercased() })
        return session.tags.filter { keys.contains($0.key.lowercased()) }
    }
}

extension IdentityState {
    func role(arn: String) -> Role? {
        uniqueID(of: arn).flatMap { id in ARN(arn).flatMap { roles[id, in: .global($0.account)] } }
    }
}
