/// What an organization can have at most.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html>
enum OrganizationsQuota {
    /// AWS starts with ten and raises it on request up to this.
    static let accounts = 10_000
    static let units = 2000
    /// Units within units below the root.
    static let unitDepth = 5
    static let serviceControlPolicies = 10_000
    static let resourceControlPolicies = 1000
    /// White space counts.
    static let policyBytes = 5120
    /// Policies of one type attached to one root, unit or account.
    static let attachments = 5
    static let tags = 50
    /// How long an invitation can be answered.
    static let handshakeLifetime: Duration = .seconds(15 * 86_400)
}
