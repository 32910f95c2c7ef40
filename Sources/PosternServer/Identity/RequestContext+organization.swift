import IAMPolicy

// The condition keys of organizations:
// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid>

extension RequestContext {
    /// Where the caller's account stands.
    mutating func setPrincipalOrganization(_ placement: OrganizationPlacement?) {
        guard let placement else { return }
        set("aws:PrincipalOrgID", to: placement.organizationID)
        set("aws:PrincipalOrgPaths", toAll: [placement.path])
    }

    /// That an AWS service itself calls, and for whose sake: what policies against the confused deputy look at.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid>
    mutating func setService(_ name: String, for accountID: String, _ placement: OrganizationPlacement?) {
        set("aws:PrincipalIsAWSService", to: "true")
        set("aws:PrincipalServiceName", to: name)
        set("aws:PrincipalServiceNamesList", toAll: [name])
        set("aws:SourceAccount", to: accountID)
        guard let placement else { return }
        set("aws:SourceOrgID", to: placement.organizationID)
        set("aws:SourceOrgPaths", toAll: [placement.path])
    }

    /// The account that owns the resource, and where it stands.
    mutating func setResourceAccount(_ accountID: String, _ placement: OrganizationPlacement?) {
        set("aws:ResourceAccount", to: accountID)
        guard let placement else { return }
        set("aws:ResourceOrgID", to: placement.organizationID)
        set("aws:ResourceOrgPaths", toAll: [placement.path])
    }
}
