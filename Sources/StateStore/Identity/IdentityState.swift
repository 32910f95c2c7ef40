/// Everything that decides who a caller is and what their identity-based policies say, as one value.
///
/// The gateway holds one of these, replaces it whole after each persisted change, and never asks the database on the
/// path of a request.
package struct IdentityState: Sendable, Equatable {
    package private(set) var accounts = EntityTable<Account>()
    package private(set) var users = EntityTable<User>()
    package private(set) var groups = EntityTable<Group>()
    package private(set) var roles = EntityTable<Role>()
    package private(set) var accessKeys = EntityTable<AccessKey>()
    package private(set) var managedPolicies = EntityTable<ManagedPolicy>()
    package private(set) var instanceProfiles = EntityTable<InstanceProfile>()
    package private(set) var identityProviders = EntityTable<IdentityProvider>()
    package private(set) var mfaDevices = EntityTable<MFADevice>()
    package private(set) var loginProfiles = EntityTable<LoginProfile>()

    package init() {}

    package mutating func apply(_ change: IdentityChange) {
        switch change {
        case .account(let change): accounts.apply(change)
        case .user(let change): users.apply(change)
        case .group(let change): groups.apply(change)
        case .role(let change): roles.apply(change)
        case .accessKey(let change): accessKeys.apply(change)
        case .managedPolicy(let change): managedPolicies.apply(change)
        case .instanceProfile(let change): instanceProfiles.apply(change)
        case .identityProvider(let change): identityProviders.apply(change)
        case .mfaDevice(let change): mfaDevices.apply(change)
        case .loginProfile(let change): loginProfiles.apply(change)
        }
    }
}
