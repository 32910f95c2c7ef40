/// How AWS's messages call a type of policy.
struct PolicyTypeName {
    let name: String
    let withArticle: String

    init(_ layer: PolicyLayer, isRoleTrust: Bool) {
        switch layer {
        case .identity: (name, withArticle) = ("identity-based policy", "an identity-based policy")
        case .resource where isRoleTrust: (name, withArticle) = ("role trust policy", "the role trust policy")
        case .resource: (name, withArticle) = ("resource-based policy", "a resource-based policy")
        case .permissionsBoundary: (name, withArticle) = ("permissions boundary", "a permissions boundary")
        case .session: (name, withArticle) = ("session policy", "a session policy")
        case .serviceControl: (name, withArticle) = ("service control policy", "a service control policy")
        case .resourceControl: (name, withArticle) = ("resource control policy", "a resource control policy")
        case .vpcEndpoint: (name, withArticle) = ("VPC endpoint policy", "a VPC endpoint policy")
        }
    }
}
