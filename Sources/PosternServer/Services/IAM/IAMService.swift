import AWSWire

/// The operations of IAM that are served.
enum IAMService {
    static func operations(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        users(iam) + groups(iam) + roles(iam) + managedPolicies(iam) + instanceProfiles(iam) + account(iam)
            + identityProviders(iam) + credentialReports(iam) + mfaDevices(iam) + loginProfiles(iam)
            + serviceAccess(iam)
    }

    private static func users(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateUser(iam: iam)),
            Served(GetUser()),
            Served(ListUsers()),
            Served(UpdateUser(iam: iam)),
            Served(DeleteUser(iam: iam)),
            Served(CreateAccessKey(iam: iam)),
            Served(ListAccessKeys()),
            Served(UpdateAccessKey(iam: iam)),
            Served(DeleteAccessKey(iam: iam)),
            Served(GetAccessKeyLastUsed(iam: iam)),
            Served(AttachPolicy<IAM.AttachUserPolicy>(iam: iam)),
            Served(DetachPolicy<IAM.DetachUserPolicy>(iam: iam)),
            Served(ListAttachedPolicies<IAM.ListAttachedUserPolicies>()),
            Served(PutInlinePolicy<IAM.PutUserPolicy>(iam: iam)),
            Served(GetInlinePolicy<IAM.GetUserPolicy>()),
            Served(DeleteInlinePolicy<IAM.DeleteUserPolicy>(iam: iam)),
            Served(ListInlinePolicies<IAM.ListUserPolicies>()),
            Served(PutPermissionsBoundary<IAM.PutUserPermissionsBoundary>(iam: iam)),
            Served(DeletePermissionsBoundary<IAM.DeleteUserPermissionsBoundary>(iam: iam)),
            Served(SetTags<IAM.TagUser>(iam: iam)),
            Served(RemoveTags<IAM.UntagUser>(iam: iam)),
            Served(ListTags<IAM.ListUserTags>()),
        ]
    }

    private static func groups(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateGroup(iam: iam)),
            Served(GetGroup()),
            Served(ListGroups()),
            Served(UpdateGroup(iam: iam)),
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
            Served(GetRole(iam: iam)),
            Served(ListRoles()),
            Served(DeleteRole(iam: iam)),
            Served(UpdateRole(iam: iam)),
            Served(UpdateRoleDescription(iam: iam)),
            Served(CreateServiceLinkedRole(iam: iam)),
            Served(DeleteServiceLinkedRole(iam: iam)),
            Served(GetServiceLinkedRoleDeletionStatus(iam: iam)),
            Served(UpdateAssumeRolePolicy(iam: iam)),
            Served(AttachPolicy<IAM.AttachRolePolicy>(iam: iam)),
            Served(DetachPolicy<IAM.DetachRolePolicy>(iam: iam)),
            Served(ListAttachedPolicies<IAM.ListAttachedRolePolicies>()),
            Served(PutInlinePolicy<IAM.PutRolePolicy>(iam: iam)),
            Served(GetInlinePolicy<IAM.GetRolePolicy>()),
            Served(DeleteInlinePolicy<IAM.DeleteRolePolicy>(iam: iam)),
            Served(ListInlinePolicies<IAM.ListRolePolicies>()),
            Served(PutPermissionsBoundary<IAM.PutRolePermissionsBoundary>(iam: iam)),
            Served(DeletePermissionsBoundary<IAM.DeleteRolePermissionsBoundary>(iam: iam)),
            Served(SetTags<IAM.TagRole>(iam: iam)),
            Served(RemoveTags<IAM.UntagRole>(iam: iam)),
            Served(ListTags<IAM.ListRoleTags>()),
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
            Served(ListEntitiesForPolicy(iam: iam)),
            Served(SetTags<IAM.TagPolicy>(iam: iam)),
            Served(RemoveTags<IAM.UntagPolicy>(iam: iam)),
            Served(ListTags<IAM.ListPolicyTags>()),
        ]
    }

    private static func instanceProfiles(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateInstanceProfile(iam: iam)),
            Served(GetInstanceProfile()),
            Served(ListInstanceProfiles()),
            Served(ListInstanceProfilesForRole()),
            Served(DeleteInstanceProfile(iam: iam)),
            Served(AddRoleToInstanceProfile(iam: iam)),
            Served(RemoveRoleFromInstanceProfile(iam: iam)),
            Served(SetTags<IAM.TagInstanceProfile>(iam: iam)),
            Served(RemoveTags<IAM.UntagInstanceProfile>(iam: iam)),
            Served(ListTags<IAM.ListInstanceProfileTags>()),
        ]
    }

    private static func account(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateAccountAlias(iam: iam)),
            Served(DeleteAccountAlias(iam: iam)),
            Served(ListAccountAliases()),
            Served(GetAccountSummary()),
            Served(GetAccountAuthorizationDetails(iam: iam)),
            Served(SimulateCustomPolicy()),
            Served(SimulatePrincipalPolicy(iam: iam)),
            Served(GetContextKeysForCustomPolicy()),
            Served(GetContextKeysForPrincipalPolicy(iam: iam)),
            Served(UpdateAccountPasswordPolicy(iam: iam)),
            Served(GetAccountPasswordPolicy()),
            Served(DeleteAccountPasswordPolicy(iam: iam)),
        ]
    }

    private static func identityProviders(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateOpenIDConnectProvider(iam: iam)),
            Served(GetOpenIDConnectProvider()),
            Served(ListOpenIDConnectProviders()),
            Served(DeleteOpenIDConnectProvider(iam: iam)),
            Served(ChangeOpenIDConnectProvider<IAM.AddClientIDToOpenIDConnectProvider>(iam: iam)),
            Served(ChangeOpenIDConnectProvider<IAM.RemoveClientIDFromOpenIDConnectProvider>(iam: iam)),
            Served(ChangeOpenIDConnectProvider<IAM.UpdateOpenIDConnectProviderThumbprint>(iam: iam)),
            Served(SetTags<IAM.TagOpenIDConnectProvider>(iam: iam)),
            Served(RemoveTags<IAM.UntagOpenIDConnectProvider>(iam: iam)),
            Served(ListTags<IAM.ListOpenIDConnectProviderTags>()),
            Served(CreateSAMLProvider(iam: iam)),
            Served(GetSAMLProvider()),
            Served(ListSAMLProviders()),
            Served(UpdateSAMLProvider(iam: iam)),
            Served(DeleteSAMLProvider(iam: iam)),
            Served(SetTags<IAM.TagSAMLProvider>(iam: iam)),
            Served(RemoveTags<IAM.UntagSAMLProvider>(iam: iam)),
            Served(ListTags<IAM.ListSAMLProviderTags>()),
        ]
    }

    private static func mfaDevices(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateVirtualMFADevice(iam: iam)),
            Served(ListVirtualMFADevices()),
            Served(DeleteVirtualMFADevice(iam: iam)),
            Served(EnableMFADevice(iam: iam)),
            Served(ResyncMFADevice(iam: iam)),
            Served(DeactivateMFADevice(iam: iam)),
            Served(ListMFADevices()),
            Served(GetMFADevice()),
            Served(SetTags<IAM.TagMFADevice>(iam: iam)),
            Served(RemoveTags<IAM.UntagMFADevice>(iam: iam)),
            Served(ListTags<IAM.ListMFADeviceTags>()),
        ]
    }

    private static func loginProfiles(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateLoginProfile(iam: iam)),
            Served(GetLoginProfile()),
            Served(UpdateLoginProfile(iam: iam)),
            Served(DeleteLoginProfile(iam: iam)),
            Served(ChangePassword(iam: iam)),
        ]
    }

    private static func serviceAccess(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        let reports = AccessReports()
        return [
            Served(GenerateServiceLastAccessedDetails(iam: iam, reports: reports)),
            Served(GetServiceLastAccessedDetails(reports: reports)),
            Served(GetServiceLastAccessedDetailsWithEntities(reports: reports)),
            Served(ListPoliciesGrantingServiceAccess()),
        ]
    }

    private static func credentialReports(_ iam: IAMDependencies) -> [any AnyServiceOperation] {
        let reports = CredentialReports()
        return [
            Served(GenerateCredentialReport(iam: iam, reports: reports)),
            Served(GetCredentialReport(reports: reports)),
        ]
    }
}
