/// The collections of entities. The raw value is what the database keeps.
package enum EntityKind: String, Sendable, CaseIterable {
    case account
    case user
    case group
    case role
    case accessKey = "access-key"
    case managedPolicy = "managed-policy"
    case instanceProfile = "instance-profile"
    case identityProvider = "identity-provider"
    case mfaDevice = "mfa-device"
    case loginProfile = "login-profile"
    case function
    case functionURL = "function-url"
    case eventInvokeConfig = "event-invoke-config"
    case provisionedConcurrency = "provisioned-concurrency"
    case functionVersion = "function-version"
    case functionAlias = "function-alias"
    case layer
    case layerVersion = "layer-version"
    case codeSigningConfig = "code-signing-config"
    case logGroup = "log-group"
    case organization
    case organizationalUnit = "organizational-unit"
    case organizationMember = "organization-member"
    case organizationPolicy = "organization-policy"
    case organizationHandshake = "organization-handshake"
    case accountRequest = "account-request"
    case bucket
}
