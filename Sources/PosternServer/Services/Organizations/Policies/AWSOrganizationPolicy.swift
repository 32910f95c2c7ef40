import StateStore

/// A policy that AWS attaches by itself when a policy type is enabled.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>,
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>
struct AWSOrganizationPolicy: Sendable {
    let id: String
    let type: OrganizationPolicyType
    let name: String
    let description: String
    let document: PolicyText

    var arn: String { "arn:aws:organizations::aws:policy/\(type.rawValue.lowercased())/\(id)" }

    /// What an organization without further service control policies allows.
    static let fullAWSAccess = AWSOrganizationPolicy(
        id: "p-FullAWSAccess",
        type: .serviceControl,
        name: "FullAWSAccess",
        description: "Allows access to every operation",
        document: PolicyText(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }
            """
        )
    )

    /// Stays attached everywhere while resource control policies are enabled.
    static let rcpFullAWSAccess = AWSOrganizationPolicy(
        id: "p-RCPFullAWSAccess",
        type: .resourceControl,
        name: "RCPFullAWSAccess",
        description: "Allows access to every resource",
        document: PolicyText(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": "*",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }
            """
        )
    )

    static let all = [fullAWSAccess, rcpFullAWSAccess]

    static func of(_ type: OrganizationPolicyType) -> AWSOrganizationPolicy {
        switch type {
        case .serviceControl: fullAWSAccess
        case .resourceControl: rcpFullAWSAccess
        }
    }
}
