/// One change to the identities; applied alike by ``IdentityState`` and by the database.
package enum IdentityChange: Sendable, Equatable {
    case account(EntityChange<Account>)
    case user(EntityChange<User>)
    case group(EntityChange<Group>)
    case role(EntityChange<Role>)
    case accessKey(EntityChange<AccessKey>)
    case managedPolicy(EntityChange<ManagedPolicy>)
    case instanceProfile(EntityChange<InstanceProfile>)
    case identityProvider(EntityChange<IdentityProvider>)
    case mfaDevice(EntityChange<MFADevice>)
    case loginProfile(EntityChange<LoginProfile>)
}
