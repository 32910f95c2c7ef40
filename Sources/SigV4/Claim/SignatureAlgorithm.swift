/// The signing algorithms a request may name.
public enum SignatureAlgorithm: String, CaseIterable, Sendable {
    /// Signature Version 4: HMAC with a key derived for one day, region and service.
    case hmacSHA256 = "AWS4-HMAC-SHA256"
    /// Signature Version 4A: ECDSA on P-256 with a key derived from the secret, valid in a set of regions.
    case ecdsaP256SHA256 = "AWS4-ECDSA-P256-SHA256"
}

extension SignatureAlgorithm {
    /// The raw value where it is written often.
    var name: StaticString {
        switch self {
        case .hmacSHA256: "AWS4-HMAC-SHA256"
        case .ecdsaP256SHA256: "AWS4-ECDSA-P256-SHA256"
        }
    }
}
