import Foundation

/// A signed JSON Web Token in its compact form, read and not yet verified.
///
/// RFC 7519; nothing it claims is true before ``JSONWebKeySet/verifies(_:)`` has said so.
package struct JSONWebToken: Sendable {
    package let algorithm: TokenAlgorithm
    /// Names the key that signed it; nil where the issuer has one key.
    package let keyID: String?
    package let claims: TokenClaims
    /// Header and payload as they were signed.
    let signedText: [UInt8]
    let signature: [UInt8]

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        /// Extensions that must be understood; none is.
        let crit: [String]?
    }

    /// - Parameter text: whose length the caller has bounded.
    package init(_ text: String) throws(TokenError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        let found: Header = try Self.read(header)
        guard let algorithm = TokenAlgorithm(rawValue: found.alg) else { throw .unsupportedAlgorithm(found.alg) }
        guard found.crit == nil else { throw .malformed }
        self.algorithm = algorithm
        keyID = found.kid
        claims = try TokenClaims(payload)
        signedText = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    private static func read<Value: Decodable>(_ json: [UInt8]) throws(TokenError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(json))
        } catch {
            throw .malformed
        }
    }
}
