/// The account and the region that a stored thing belongs to; part of every key.
///
/// IAM and Organizations keep one copy of their things for all regions. Those carry the pseudo region that AWS's own
/// endpoint data uses for such services, `aws-global`.
package struct Scope: Hashable, Sendable, Codable {
    /// Twelve decimal digits.
    package let accountID: String
    /// A region's code such as `us-east-1`, or ``globalRegion``.
    package let region: String

    package static let globalRegion = "aws-global"

    package init(accountID: String, region: String) {
        self.accountID = accountID
        self.region = region
    }

    /// The scope of what an account has once for all regions.
    package static func global(_ accountID: String) -> Self {
        Self(accountID: accountID, region: globalRegion)
    }
}
