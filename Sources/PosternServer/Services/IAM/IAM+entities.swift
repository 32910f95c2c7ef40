import AWSWire
import StateStore

// The state's entities in the shapes of answers.

extension IAM.User {
    init(_ user: User) {
        self.init(
            path: user.path,
            userName: user.name,
            userID: user.id,
            arn: user.arn,
            createDate: WireTimestamp(wholeSecondsOf: user.createdAt),
            permissionsBoundary: IAM.AttachedPermissionsBoundary(user.grants),
            tags: user.tags.isEmpty ? nil : user.tags.map(IAM.Tag.init)
        )
    }
}

extension IAM.Group {
    init(_ group: Group) {
        self.init(
            path: group.path,
            groupName: group.name,
            groupID: group.id,
            arn: group.arn,
            createDate: WireTimestamp(wholeSecondsOf: group.createdAt)
        )
    }
}

extension IAM.Role {
    init(_ role: Role) {
        self.init(
            path: role.path,
            roleName: role.name,
            roleID: role.id,
            arn: role.arn,
            createDate: WireTimestamp(wholeSecondsOf: role.createdAt),
            assumeRolePolicyDocument: role.trust.document.text.percentEncodedAsPolicy,
            description: role.roleDescription,
            maxSessionDuration: role.maxSessionDurationSeconds,
            permissionsBoundary: IAM.AttachedPermissionsBoundary(role.grants),
            tags: role.tags.isEmpty ? nil : role.tags.map(IAM.Tag.init)
        )
    }
}

extension IAM.AttachedPermissionsBoundary {
    init?(_ grants: PolicyGrants) {
        guard let arn = grants.boundaryARN else { return nil }
        self.init(permissionsBoundaryType: .permissionsBoundaryPolicy, permissionsBoundaryARN: arn)
    }
}

extension IAM.Tag {
    init(_ tag: Tag) {
        self.init(key: tag.key, value: tag.value)
    }
}

extension Tag {
    init(_ tag: IAM.Tag) {
        self.init(key: tag.key, value: tag.value)
    }
}
