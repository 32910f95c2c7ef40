extension PolicyLayer {
    /// The grammar of policies that are added to the layer.
    func kind(for query: AuthorizationQuery) -> PolicyKind {
        switch self {
        case .identity: .identity
        case .resource: .attached(toResource: query.resource)
        case .permissionsBoundary: .permissionsBoundary
        case .session: .session
        case .serviceControl: .serviceControl
        case .resourceControl: .resourceControl
        case .vpcEndpoint: .vpcEndpoint
        }
    }
}
