/// What a policy document is attached to; the grammar it must follow depends on it.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types>
public enum PolicyKind: String, Sendable, Hashable, CaseIterable {
    /// Inline, managed, or group policy of a user or role. Takes no `Principal`.
    case identity
    /// Permissions boundary of a user or role. The grammar of an identity policy.
    case permissionsBoundary
    /// Session policy passed to an `AssumeRole*` or `GetFederationToken` call. The grammar of an identity policy.
    case session
    /// Policy of a resource other than a role (bucket, queue, function, key). Needs a `Principal`.
    case resource
    /// Trust policy of a role. Needs a `Principal` and takes no `Resource`.
    case roleTrust
    /// Organizations service control policy. Takes no `Principal`.
    case serviceControl
    /// Organizations resource control policy. Only `Deny`, only `Principal: "*"`.
    case resourceControl
    /// Policy of a VPC endpoint. Needs a `Principal`.
    case vpcEndpoint

    /// The kind of the policy that is attached to a resource: the trust policy when the resource is an IAM role.
    ///
    /// - Parameter resourceARN: the ARN in the request, such as `arn:aws:iam::123456789012:role/team/Dev`.
    public static func attached(toResource resourceARN: String) -> PolicyKind {
        guard let arn = ARN(resourceARN), arn.service == "iam", arn.resource.hasPrefix("role/") else {
            return .resource
        }
        return .roleTrust
    }
}
