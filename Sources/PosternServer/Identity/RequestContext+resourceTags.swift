import IAMPolicy
import StateStore

extension RequestContext {
    /// The tags of an IAM entity as condition keys, whatever is done with it: `aws:ResourceTag/…`, and for users and roles
    /// `iam:ResourceTag/…` too.
    ///
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
    mutating func setResourceTags(of resource: String, in identity: IdentityState) {
        guard let (tags, isPrincipal) = identity.tags(of: resource) else { return }
        for tag in tags {
            set("aws:ResourceTag/\(tag.key)", to: tag.value)
            if isPrincipal { set("iam:ResourceTag/\(tag.key)", to: tag.value) }
        }
    }
}

extension IdentityState {
    /// - Returns: nil for what is no entity of IAM that bears tags.
    fileprivate func tags(of resource: String) -> (tags: [Tag], isPrincipal: Bool)? {
        guard resource.hasPrefix("arn:aws:iam::"), let arn = ARN(resource), let slash = arn.resource.firstIndex(of: "/")
        else { return nil }
        let scope = Scope.global(arn.account)
        let name = arn.resource[(arn.resource.lastIndex(of: "/").map(arn.resource.index(after:)) ?? slash)...]
            .lowercased()
        switch arn.resource[..<slash] {
        case "user": return users.named(name, in: scope).map { ($0.tags, true) }
        case "role": return roles.named(name, in: scope).map { ($0.tags, true) }
        case "policy": return managedPolicies.named(name, in: scope).map { ($0.tags, false) }
        case "instance-profile": return instanceProfiles.named(name, in: scope).map { ($0.tags, false) }
        case "oidc-provider", "saml-provider": return identityProviders[resource, in: scope].map { ($0.tags, false) }
        case "mfa": return mfaDevices[resource, in: scope].map { ($0.tags, false) }
        default: return nil
        }
    }
}
