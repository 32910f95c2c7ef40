/// The layers of policies in the order in which decisions report them. Raw values are the names in evaluation cases.
public enum PolicyLayer: String, Sendable, Hashable, CaseIterable {
    case identity
    case resource
    case permissionsBoundary = "boundary"
    case session
    case serviceControl
    case resourceControl
    case vpcEndpoint

    /// Position in ``allCases``.
    var position: Int {
        switch self {
        case .identity: 0
        case .resource: 1
        case .permissionsBoundary: 2
        case .session: 3
        case .serviceControl: 4
        case .resourceControl: 5
        case .vpcEndpoint: 6
        }
    }
}
