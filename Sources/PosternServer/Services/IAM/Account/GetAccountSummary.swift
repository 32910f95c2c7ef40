import AWSWire
import StateStore

/// `GetAccountSummary`: how many there are of everything, and how many there may be.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html>
struct GetAccountSummary: ServiceOperation {
    typealias Wire = IAM.GetAccountSummary

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let summary = Self.quotas.merging(counts(call.identity, call.globalScope)) { _, count in count }
        return .finished(
            Wire.Output(summaryMap: Dictionary(uniqueKeysWithValues: summary.map { ($0.key.rawValue, $0.value) }))
        )
    }

    private func counts(_ identity: IdentityState, _ scope: Scope) -> [IAM.SummaryKeyType: Int] {
        let rootKeys = identity.accessKeys.all(in: scope).filter { $0.owner == .root }
        let policies = identity.managedPolicies.all(in: scope)
        return [
            .users: identity.users.all(in: scope).count,
            .groups: identity.groups.all(in: scope).count,
            .roles: identity.roles.all(in: scope).count,
            .policies: policies.count,
            .policyVersionsInUse: policies.filter { identity.isInUse($0) }.count,
            .instanceProfiles: identity.instanceProfiles.all(in: scope).count,
            .mfaDevices: identity.mfaDevices.all(in: scope).count,
            .mfaDevicesInUse: identity.mfaDevices.all(in: scope).filter { $0.assignment != nil }.count,
            .providers: identity.identityProviders.all(in: scope).count,
            .accountAccessKeysPresent: rootKeys.isEmpty ? 0 : 1,
        ]
    }

    /// What does not depend on the account. There are no certificates here, and root has no MFA device.
    private static let quotas: [IAM.SummaryKeyType: Int] = [
        .usersQuota: IAMQuota.users,
        .groupsQuota: IAMQuota.groups,
        .rolesQuota: IAMQuota.roles,
        .policiesQuota: IAMQuota.policies,
        .instanceProfilesQuota: IAMQuota.instanceProfiles,
        .accessKeysPerUserQuota: IAMQuota.accessKeysPerUser,
        .groupsPerUserQuota: IAMQuota.groupsPerUser,
        .versionsPerPolicyQuota: IAMQuota.versionsPerPolicy,
        .policyVersionsInUseQuota: 10_000,
        .attachedPoliciesPerUserQuota: IAMQuota.attachedPoliciesPerBearer,
        .attachedPoliciesPerGroupQuota: IAMQuota.attachedPoliciesPerBearer,
        .attachedPoliciesPerRoleQuota: IAMQuota.attachedPoliciesPerBearer,
        .userPolicySizeQuota: IAMQuota.inlineCharactersPerUser,
        .groupPolicySizeQuota: IAMQuota.inlineCharactersPerGroup,
        .rolePolicySizeQuota: IAMQuota.inlineCharactersPerRole,
        .policySizeQuota: IAMQuota.managedPolicyCharacters,
        .assumeRolePolicySizeQuota: IAMQuota.trustPolicyCharacters,
        .serverCertificates: 0,
        .serverCertificatesQuota: 20,
        .signingCertificatesPerUserQuota: 2,
        .accountMFAEnabled: 0,
        .accountPasswordPresent: 0,
        .accountSigningCertificatesPresent: 0,
        .globalEndpointTokenVersion: 1,
    ]
}

extension IdentityState {
    fileprivate func isInUse(_ policy: ManagedPolicy) -> Bool {
        let usage = usage(of: policy.arn, in: policy.scope)
        return usage.attachments > 0 || usage.boundaries > 0
    }
}
