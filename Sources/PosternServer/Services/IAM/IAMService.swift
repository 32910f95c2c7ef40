import AWSWire

/// The operations of IAM that are served.
enum IAMService {
    static func operations(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        users(iam) + groups(iam) + roles(iam) + managedPolicies(iam)
    }

    private static func users(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateUser(iam: iam)),
            Served(GetUser()),
            Served(ListUsers()),
            Served(DeleteUser(iam: iam)),
            Served(CreateAccessKey(iam: iam)),
            Served(ListAccessKeys()),
            Served(UpdateAccessKey(iam: iam)),
            Served(DeleteAccessKey(iam: iam)),
            Served(AttachPolicy<IAM.AttachUserPolicy>(iam: iam)),
            Served(DetachPolicy<IAM.DetachUserPolicy>(iam: iam)),
            Served(ListAttachedPolicies<IAM.ListAttachedUserPolicies>()),
            Served(PutInlinePolicy<IAM.PutUserPolicy>(iam: iam)),
            Served(GetInlinePolicy<IAM.GetUserPolicy>()),
            Served(DeleteInlinePolicy<IAM.DeleteUserPolicy>(iam: iam)),
            Served(ListInlinePolicies<IAM.ListUserPolicies>()),
        ]
    }

    private static func groups(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateGroup(iam: iam)),
            Served(GetGroup()),
            Served(ListGroups()),
            Served(DeleteGroup(iam: iam)),
            Served(AddUserToGroup(iam: iam)),
            Served(RemoveUserFromGroup(iam: iam)),
            Served(ListGroupsForUser()),
            Served(AttachPolicy<IAM.AttachGroupPolicy>(iam: iam)),
            Served(DetachPolicy<IAM.DetachGroupPolicy>(iam: iam)),
            Served(ListAttachedPolicies<IAM.ListAttachedGroupPolicies>()),
            Served(PutInlinePolicy<IAM.PutGroupPolicy>(iam: iam)),
            Served(GetInlinePolicy<IAM.GetGroupPolicy>()),
            Served(DeleteInlinePolicy<IAM.DeleteGroupPolicy>(iam: iam)),
            Served(ListInlinePolicies<IAM.ListGroupPolicies>()),
        ]
    }

    private static func roles(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateRole(iam: iam)),
            Served(GetRole()),
            Served(ListRoles()),
            Served(DeleteRole(iam: iam)),
            Served(UpdateRole(iam: iam)),
            Served(UpdateAssumeRolePolicy(iam: iam)),
            Served(AttachPolicy<IAM.AttachRolePolicy>(iam: iam)),
            Served(DetachPolicy<IAM.DetachRolePolicy>(iam: iam)),
            Served(ListAttachedPolicies<IAM.ListAttachedRolePolicies>()),
            Served(PutInlinePolicy<IAM.PutRolePolicy>(iam: iam)),
            Served(GetInlinePolicy<IAM.GetRolePolicy>()),
            Served(DeleteInlinePolicy<IAM.DeleteRolePolicy>(iam: iam)),
            Served(ListInlinePolicies<IAM.ListRolePolicies>()),
        ]
    }

    private static func managedPolicies(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreatePolicy(iam: iam)),
            Served(GetPolicy(iam: iam)),
            Served(ListPolicies(iam: iam)),
            Served(DeletePolicy(iam: iam)),
            Served(CreatePolicyVersion(iam: iam)),
            Served(GetPolicyVersion(iam: iam)),
            Served(ListPolicyVersions(iam: iam)),
            Served(SetDefaultPolicyVersion(iam: iam)),
            Served(DeletePolicyVersion(iam: iam)),
        ]
    }
}
