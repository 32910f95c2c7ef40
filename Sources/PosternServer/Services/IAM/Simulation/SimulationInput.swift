import AWSWire

/// What both simulating operations are asked.
protocol SimulationInput: WireStructure {
    var policyInputs: [String] { get }
    var permissionsBoundaryPolicyInputList: [String]? { get }
    var actionNames: [String] { get }
    var resourceARNs: [String]? { get }
    var resourcePolicy: String? { get }
    var resourceOwner: String? { get }
    var callerARN: String? { get }
    var contextEntries: [IAM.ContextEntry]? { get }
    var maxItems: Int? { get }
    var marker: String? { get }
}

extension IAM.SimulateCustomPolicy.Input: SimulationInput {
    var policyInputs: [String] { policyInputList }
}

extension IAM.SimulatePrincipalPolicy.Input: SimulationInput {
    var policyInputs: [String] { policyInputList ?? [] }
}
