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

    /// The account that owns the resource, and where it stands.
    mutating func setResourceAccount(_ accountID: String, _ placement: OrganizationPlacement?) {
        set("aws:ResourceAccount", to: accountID)
        guard let placement else { return }
        set("aws:ResourceOrgID", to: placement.organizationID)
        set("aws:ResourceOrgPaths", toAll: [placement.path])
    }
}
