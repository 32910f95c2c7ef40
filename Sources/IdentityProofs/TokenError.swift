/// Why a token or a key set cannot be read.
package enum TokenError: Error, Equatable, Sendable {
    /// Not three base64url parts with JSON objects in the first two.
    case malformed
    /// A signature algorithm that IAM does not take; `none` among them.
    case unsupportedAlgorithm(String)
    /// A claim that must be there is not, or has another type.
    case missingClaim(String)
    /// A key set that is not JSON of the form of RFC 7517, or has too many keys.
    case malformedKeySet
}
