package import IAMPolicy

/// Where a policy stands among the policies of a case.
package struct PolicyPlace: Sendable, Hashable {
    package let layer: PolicyLayer
    /// Level of a service or resource control policy, root first; 0 in other layers.
    package let level: Int
    /// Position within its layer and level.
    package let index: Int

    package init(_ layer: PolicyLayer, level: Int = 0, index: Int = 0) {
        self.layer = layer
        self.level = level
        self.index = index
    }
}

extension PolicyPlace: Comparable {
    /// The order of reports: by layer, then level, then position.
    package static func < (first: PolicyPlace, second: PolicyPlace) -> Bool {
        first.order.lexicographicallyPrecedes(second.order)
    }

    private var order: [Int] { [PolicyLayer.allCases.firstIndex(of: layer) ?? 0, level, index] }
}

extension PolicyPlace: CustomStringConvertible {
    /// Such as `identity[0]`, or `serviceControl[1][0]` for the first policy on the second level.
    package var description: String {
        layer.hasLevels ? "\(layer.rawValue)[\(level)][\(index)]" : "\(layer.rawValue)[\(index)]"
    }
}

extension PolicyLayer {
    /// Whether the layer is a list of levels, all of which must allow.
    package var hasLevels: Bool { self == .serviceControl || self == .resourceControl }

    /// The grammar that the policies of the layer follow.
    ///
    /// - Parameter resource: the resource asked for: the policy of a role is its trust policy.
    package func kind(forResource resource: String) -> PolicyKind {
        switch self {
        case .identity: .identity
        case .resource: .attached(toResource: resource)
        case .permissionsBoundary: .permissionsBoundary
        case .session: .session
        case .serviceControl: .serviceControl
        case .resourceControl: .resourceControl
        case .vpcEndpoint: .vpcEndpoint
        }
    }
}
