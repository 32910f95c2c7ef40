/// What an `Authorization` header must bring with it. Order and names as in AWS's message.
public enum AuthorizationPart: Hashable, Sendable, CaseIterable {
    case credential
    case signature
    case signedHeaders
    case date
}

extension AuthorizationPart {
    var message: String {
        switch self {
        case .credential: "Authorization header requires 'Credential' parameter."
        case .signature: "Authorization header requires 'Signature' parameter."
        case .signedHeaders: "Authorization header requires 'SignedHeaders' parameter."
        case .date: "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
        }
    }
}
