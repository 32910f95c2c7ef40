/// What each layer said, with masks to ask all of them at once.
struct LayerOutcomes: BitwiseCopyable, Sendable {
    private var outcomes = InlineArray<7, LayerOutcome>(repeating: LayerOutcome(verdict: .implicitDeny))
    /// Layers that were evaluated.
    private var evaluated: UInt8 = 0
    /// Layers in which a statement denies.
    private var explicitDenies: UInt8 = 0
    /// Layers in which nothing allows.
    private var implicitDenies: UInt8 = 0

    mutating func record(_ layer: PolicyLayer, _ outcome: LayerOutcome) {
        let bit = layer.bit
        outcomes[layer.rank] = outcome
        evaluated |= bit
        if outcome.verdict == .explicitDeny { explicitDenies |= bit }
        if outcome.verdict == .implicitDeny { implicitDenies |= bit }
    }

    subscript(layer: PolicyLayer) -> LayerOutcome? {
        contains(layer) ? outcomes[layer.rank] : nil
    }

    func contains(_ layer: PolicyLayer) -> Bool { evaluated & layer.bit != 0 }

    /// Whether nothing in the layer allows the request.
    func denies(_ layer: PolicyLayer) -> Bool { implicitDenies & layer.bit != 0 }

    /// The first layer in AWS's order in which a statement denies.
    var firstExplicitDeny: PolicyLayer? { PolicyLayer(firstOf: explicitDenies) }

    /// The first of the layers that grant nothing, and bound whatever the others grant, that does not allow.
    var firstClosedGuardrail: PolicyLayer? {
        PolicyLayer(firstOf: implicitDenies & PolicyLayer.guardrails)
    }
}

extension PolicyLayer {
    /// Position in the order in which AWS evaluates, and so names, layers.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
    fileprivate var rank: Int {
        switch self {
        case .resourceControl: 0
        case .serviceControl: 1
        case .vpcEndpoint: 2
        case .resource: 3
        case .identity: 4
        case .permissionsBoundary: 5
        case .session: 6
        }
    }

    fileprivate var bit: UInt8 { 1 << UInt8(rank) }

    fileprivate static let guardrails: UInt8 = 0b111

    /// The layer of the lowest bit set; nil for none.
    fileprivate init?(firstOf mask: UInt8) {
        switch mask.trailingZeroBitCount {
        case 0: self = .resourceControl
        case 1: self = .serviceControl
        case 2: self = .vpcEndpoint
        case 3: self = .resource
        case 4: self = .identity
        case 5: self = .permissionsBoundary
        case 6: self = .session
        default: return nil
        }
    }
}
