extension EvaluationPolicies {
    /// The sets of a layer, one per level; empty when the layer is absent.
    public func sets(of layer: PolicyLayer) -> [PolicySet] {
        switch layer {
        case .identity: [identity].compactMap(\.self)
        case .resource: [resource].compactMap(\.self)
        case .permissionsBoundary: [permissionsBoundary].compactMap(\.self)
        case .session: [session].compactMap(\.self)
        case .serviceControl: serviceControl ?? []
        case .resourceControl: resourceControl ?? []
        case .vpcEndpoint: [vpcEndpoint].compactMap(\.self)
        }
    }

    /// Describes a statement that a decision with these policies refers to; nil when there is none such.
    func decidingStatement(_ layer: PolicyLayer, _ reference: StatementReference) -> DecidingStatement? {
        let levels = sets(of: layer)
        guard levels.indices.contains(reference.level),
            levels[reference.level].policies.indices.contains(reference.policy)
        else { return nil }
        let policy = levels[reference.level].policies[reference.policy]
        return DecidingStatement(layer: layer, reference: reference, policy: policy)
    }
}
