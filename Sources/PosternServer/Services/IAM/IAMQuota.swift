import AWSWire

/// IAM's default quotas for one account.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
enum IAMQuota {
    static let accessKeysPerUser = 2
    static let attachedPoliciesPerBearer = 10
    static let groupsPerUser = 10
    static let mfaDevicesPerUser = 8
    static let versionsPerPolicy = 5
    static let users = 5000
    static let groups = 300
    static let roles = 1000
    static let policies = 1500
    static let instanceProfiles = 1000
    static let tags = 50
    /// Characters of all inline policies together, white space not counted.
    static let inlineCharactersPerUser = 2048
    static let inlineCharactersPerGroup = 5120
    static let inlineCharactersPerRole = 10_240
    /// Characters of one version of a managed policy, white space not counted.
    static let managedPolicyCharacters = 6144
    static let trustPolicyCharacters = 2048

    /// - Parameter name: the quota's name in AWS's message, such as `AccessKeysPerUser`.
    static func exceeded(_ name: String, _ limit: Int) -> ServiceFault {
        IAM.Fault.limitExceeded("Cannot exceed quota for \(name): \(limit)")
    }
}
