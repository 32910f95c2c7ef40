import IAMPolicy
import StateStore

/// Makes caller identities out of the state as it is: gathers the policies and lays out the condition keys.
struct CallerFactory {
    let identity: IdentityState
    let organizations: OrganizationDirectory
    let library: PolicyLibrary

    /// The account's root user, whom no policy of its own account restricts.
    func root(of account: Account, accessKeyID: String, session: SessionGrant? = nil) -> CallerIdentity {
        let principal = Principal.root(account: account.accountID, partition: "aws")
        return CallerIdentity(
            principal: principal,
            accountID: account.accountID,
            arn: "arn:aws:iam::\(account.accountID):root",
            userID: account.accountID,
            accessKeyID: accessKeyID,
            policies: EvaluationPolicies(
                session: sessionPolicies(session),
                serviceControl: serviceControl(account.accountID)
            ),
            context: context(principal, tags: [], session: session),
            session: session
        )
    }

    func user(_ user: User, accessKeyID: String, session: SessionGrant? = nil) -> CallerIdentity {
        let principal = Principal.user(UserPrincipal(arn: user.arn, uniqueID: user.id))
        return CallerIdentity(
            principal: principal,
            accountID: user.scope.accountID,
            arn: user.arn,
            userID: user.id,
            userName: user.name,
            accessKeyID: accessKeyID,
            policies: policies(of: user, session: session),
            context: context(principal, tags: user.tags, session: session),
            session: session
        )
    }

    func roleSession(of role: Role, named sessionName: String, session: SessionGrant) -> CallerIdentity {
        let arn = "arn:aws:sts::\(role.scope.accountID):assumed-role/\(role.name)/\(sessionName)"
        let principal = Principal.roleSession(
            RoleSessionPrincipal(arn: arn, roleARN: role.arn, roleUniqueID: role.id)
        )
        return CallerIdentity(
            principal: principal,
            accountID: role.scope.accountID,
            arn: arn,
            userID: "\(role.id):\(sessionName)",
            accessKeyID: session.accessKeyID,
            policies: EvaluationPolicies(
                identity: PolicySet(policies(role.grants, of: role.arn)),
                permissionsBoundary: boundary(role.grants),
                session: sessionPolicies(session),
                serviceControl: serviceControl(role.scope.accountID)
            ),
            context: context(principal, tags: role.tags, session: session),
            session: session
        )
    }

    /// A session of `GetFederationToken`: the issuing user's policies, cut down by the session's.
    func federatedUser(named name: String, issuer: User, session: SessionGrant) -> CallerIdentity {
        federatedUser(
            named: name,
            issuerARN: issuer.arn,
            issuerUniqueID: issuer.id,
            policies: policies(of: issuer, session: session),
            tags: issuer.tags,
            session: session
        )
    }

    /// A session that the root user federated: the session's policies alone bound it, since root has every permission.
    func federatedUser(named name: String, rootOf account: Account, session: SessionGrant) -> CallerIdentity {
        let arn = "arn:aws:iam::\(account.accountID):root"
        return federatedUser(
            named: name,
            issuerARN: arn,
            issuerUniqueID: nil,
            policies: EvaluationPolicies(
                identity: PolicySet([library.policy(Self.everything, kind: .identity, identifier: arn)]),
                session: sessionPolicies(session),
                serviceControl: serviceControl(account.accountID)
            ),
            tags: [],
            session: session
        )
    }

    /// What the root user's permissions come to, as the policy they are in AWS's description of root.
    private static let everything = PolicyText(
        #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#
    )

    private func federatedUser(
        named name: String,
        issuerARN: String,
        issuerUniqueID: String?,
        policies: EvaluationPolicies,
        tags: [Tag],
        session: SessionGrant
    ) -> CallerIdentity {
        let arn = "arn:aws:sts::\(session.accountID):federated-user/\(name)"
        let principal = Principal.federatedUser(
            FederatedUserPrincipal(arn: arn, issuerARN: issuerARN, issuerUniqueID: issuerUniqueID)
        )
        var policies = policies
        // Without session policies a federated session has no permissions of its own.
        policies.session = policies.session ?? PolicySet([])
        return CallerIdentity(
            principal: principal,
            accountID: session.accountID,
            arn: arn,
            userID: "\(session.accountID):\(name)",
            accessKeyID: session.accessKeyID,
            policies: policies,
            context: context(principal, tags: tags, session: session),
            session: session
        )
    }

    // MARK: Policies

    private func policies(of user: User, session: SessionGrant?) -> EvaluationPolicies {
        var identityBased = policies(user.grants, of: user.arn)
        for groupID in user.groupIDs {
            guard let group = identity.groups[groupID, in: user.scope] else { continue }
            identityBased += policies(group.grants, of: group.arn)
        }
        return EvaluationPolicies(
            identity: PolicySet(identityBased),
            permissionsBoundary: boundary(user.grants),
            session: sessionPolicies(session),
            serviceControl: serviceControl(user.scope.accountID)
        )
    }

    /// What the organization says to every principal of an account.
    private func serviceControl(_ accountID: String) -> [PolicySet]? {
        organizations[accountID]?.serviceControl
    }

    private func policies(_ grants: PolicyGrants, of owner: String) -> [CompiledPolicy] {
        grants.inline.map { policy in
            library.policy(policy.document, kind: .identity, identifier: "\(owner)/inline:\(policy.name)")
        } + grants.attachedARNs.map { library.managedPolicy($0, kind: .identity, in: identity) }
    }

    private func boundary(_ grants: PolicyGrants) -> PolicySet? {
        grants.boundaryARN.map { PolicySet([library.managedPolicy($0, kind: .permissionsBoundary, in: identity)]) }
    }

    private func sessionPolicies(_ session: SessionGrant?) -> PolicySet? {
        guard let granted = session?.sessionPolicies else { return nil }
        return PolicySet(
            granted.map { policy in
                guard let text = policy.text else {
                    return library.managedPolicy(policy.identifier, kind: .session, in: identity)
                }
                return library.policy(PolicyText(text), kind: .session, identifier: policy.identifier)
            }
        )
    }

    // MARK: Condition keys

    /// The keys of <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html> that follow
    /// from the principal and its session.
    private func context(_ principal: Principal, tags: [Tag], session: SessionGrant?) -> RequestContext {
        var context = RequestContext(of: principal)
        context.set("aws:PrincipalIsAWSService", to: "false")
        context.setPrincipalOrganization(context.principalAccount.flatMap { organizations[$0] })
        for tag in tags + (session?.tags ?? []) {
            context.set("aws:PrincipalTag/\(tag.key)", to: tag.value)
        }
        guard let session else { return context }
        context.set("aws:TokenIssueTime", to: session.issuedAt.iso8601Seconds)
        context.set("aws:MultiFactorAuthPresent", to: session.mfaAuthenticatedAt == nil ? "false" : "true")
        if let federation = session.federation {
            context.set("aws:FederatedProvider", to: federation.provider)
            for (key, values) in federation.keys { context.set(key, toAll: values) }
        }
        if let sourceIdentity = session.sourceIdentity {
            context.set("aws:SourceIdentity", to: sourceIdentity)
        }
        if let function = session.sourceFunctionARN {
            context.set("lambda:SourceFunctionArn", to: function)
        }
        return context
    }
}
