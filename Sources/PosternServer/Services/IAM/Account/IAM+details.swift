import AWSWire
import StateStore

// Entities with everything attached to them, as `GetAccountAuthorizationDetails` shows them.

extension IAM.UserDetail {
    init(_ user: User, in identity: IdentityState) {
        let groups = user.groupIDs.compactMap { identity.groups[$0, in: user.scope]?.name }
        self.init(
            path: user.path,
            userName: user.name,
            userID: user.id,
            arn: user.arn,
            createDate: WireTimestamp(wholeSecondsOf: user.createdAt),
            userPolicyList: user.grants.inline.isEmpty ? nil : user.grants.inline.map(IAM.PolicyDetail.init),
            groupList: groups.sorted(),
            attachedManagedPolicies: user.grants.attachedARNs.map(IAM.AttachedPolicy.init(arn:)),
            permissionsBoundary: IAM.AttachedPermissionsBoundary(user.grants),
            tags: user.tags.map(IAM.Tag.init)
        )
    }
}

extension IAM.GroupDetail {
    init(_ group: Group) {
        self.init(
            path: group.path,
            groupName: group.name,
            groupID: group.id,
            arn: group.arn,
            createDate: WireTimestamp(wholeSecondsOf: group.createdAt),
            groupPolicyList: group.grants.inline.map(IAM.PolicyDetail.init),
            attachedManagedPolicies: group.grants.attachedARNs.map(IAM.AttachedPolicy.init(arn:))
        )
    }
}

extension IAM.RoleDetail {
    init(_ role: Role, lastUse: IAM.RoleLastUsed, in identity: IdentityState) {
        self.init(
            path: role.path,
            roleName: role.name,
            roleID: role.id,
            arn: role.arn,
            createDate: WireTimestamp(wholeSecondsOf: role.createdAt),
            assumeRolePolicyDocument: role.trust.document.text.percentEncodedAsPolicy,
            instanceProfileList: identity.instanceProfiles(of: role).map {
                IAM.InstanceProfile(listed: $0, in: identity)
            },
            rolePolicyList: role.grants.inline.map(IAM.PolicyDetail.init),
            attachedManagedPolicies: role.grants.attachedARNs.map(IAM.AttachedPolicy.init(arn:)),
            permissionsBoundary: IAM.AttachedPermissionsBoundary(role.grants),
            tags: role.tags.map(IAM.Tag.init),
            roleLastUsed: lastUse
        )
    }
}

extension IAM.ManagedPolicyDetail {
    init(_ policy: ManagedPolicy, in identity: IdentityState) {
        self.init(IAM.Policy(policy, in: identity))
        policyVersionList = policy.versions.reversed().map { version in
            var shown = IAM.PolicyVersion(listed: version, of: policy)
            shown.document = version.document.text.percentEncodedAsPolicy
            return shown
        }
    }

    /// A policy of AWS's, of which only the default version is at hand.
    init(_ entry: ManagedPolicyCatalogue.Entry, _ document: PolicyText?, in identity: IdentityState) {
        self.init(IAM.Policy(entry, in: identity))
        var version = IAM.PolicyVersion(entry)
        version.document = document?.text.percentEncodedAsPolicy
        policyVersionList = [version]
    }

    private init(_ policy: IAM.Policy) {
        self.init(
            policyName: policy.policyName,
            policyID: policy.policyID,
            arn: policy.arn,
            path: policy.path,
            defaultVersionID: policy.defaultVersionID,
            attachmentCount: policy.attachmentCount,
            permissionsBoundaryUsageCount: policy.permissionsBoundaryUsageCount,
            isAttachable: policy.isAttachable,
            description: policy.description,
            createDate: policy.createDate,
            updateDate: policy.updateDate
        )
    }
}

extension IAM.PolicyDetail {
    init(_ policy: InlinePolicy) {
        self.init(policyName: policy.name, policyDocument: policy.document.text.percentEncodedAsPolicy)
    }
}

extension IAM.AttachedPolicy {
    init(arn: String) {
        self.init(policyName: ManagedPolicyName(arn: arn).name, policyARN: arn)
    }
}
