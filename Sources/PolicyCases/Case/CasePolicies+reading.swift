import IAMPolicy

extension CasePolicies {
    /// Reads the `policies` member of a case.
    ///
    /// - Parameters:
    ///   - json: nil: no policy bears on the request.
    ///   - resource: the resource asked for, which decides whether its policy is a trust policy.
    init(_ json: JSONSlice?, resource: String) throws(CaseError) {
        self.init()
        guard let json else { return }
        let layers = Set(PolicyLayer.allCases.map(\.rawValue))
        let fields = try CaseFields(json, of: "policies", allowing: layers)
        for layer in PolicyLayer.allCases {
            guard let value = fields[layer.rawValue] else { continue }
            switch layer {
            case .permissionsBoundary, .resource: try append(value.bytes, at: PolicyPlace(layer), resource: resource)
            case .identity, .session, .vpcEndpoint: try appendList(value, layer: layer, level: 0, resource: resource)
            case .serviceControl, .resourceControl: try appendLevels(value, layer: layer, resource: resource)
            }
        }
    }

    private mutating func appendLevels(_ json: JSONSlice, layer: PolicyLayer, resource: String) throws(CaseError) {
        for (level, policies) in try json.elements().enumerated() {
            declareLevels(level + 1, of: layer)
            try appendList(policies, layer: layer, level: level, resource: resource)
        }
    }

    private mutating func appendList(
        _ json: JSONSlice,
        layer: PolicyLayer,
        level: Int,
        resource: String
    ) throws(CaseError) {
        for (index, policy) in try json.elements().enumerated() {
            try append(policy.bytes, at: PolicyPlace(layer, level: level, index: index), resource: resource)
        }
    }
}
