/// The layers of policies in the order in which decisions report them. Raw values are the names in evaluation cases.
public enum PolicyLayer: String, Sendable, Hashable, CaseIterable {
    case identity
    case resource
    case permissionsBoundary = "boundary"
    case session
    case serviceControl
    case resourceControl
    case vpcEndpoint
}
