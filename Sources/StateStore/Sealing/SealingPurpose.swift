/// What a sealed value is for. It is authenticated with the value, so that one value cannot be put in another's place.
package enum SealingPurpose: Hashable, Sendable {
    case accessKeySecret(accessKeyID: String)
    case mfaSeed(serialNumber: String)
    case functionEnvironment(scope: Scope, functionName: String)
    case sessionToken
    case authorizationMessage
    /// The link to a deployment package.
    case codeDownload
    /// A constant by which a state knows its key.
    case check

    /// Unambiguous because no account, region, name or key id contains a line feed.
    var associatedBytes: [UInt8] {
        switch self {
        case .accessKeySecret(let accessKeyID): Array("access-key-secret\n\(accessKeyID)".utf8)
        case .mfaSeed(let serialNumber): Array("mfa-seed\n\(serialNumber)".utf8)
        case .functionEnvironment(let scope, let name):
            Array("function-environment\n\(scope.accountID)\n\(scope.region)\n\(name)".utf8)
        case .sessionToken: Array("session-token".utf8)
        case .authorizationMessage: Array("authorization-message".utf8)
        case .codeDownload: Array("code-download".utf8)
        case .check: Array("check".utf8)
        }
    }
}
