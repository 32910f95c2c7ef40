import Foundation

/// An issuer's public keys: RFC 7517.
package struct JSONWebKeySet: Sendable {
    /// IAM takes no longer set.
    package static let maximumKeys = 100

    private struct Entry: Sendable {
        let keyID: String?
        let algorithm: String?
        let key: PublicKey

        func fits(_ token: JSONWebToken) -> Bool {
            (token.keyID == nil || keyID == token.keyID)
                && (algorithm == nil || algorithm == token.algorithm.rawValue)
                && key.curve == token.algorithm.curve
        }
    }

    private let entries: [Entry]

    private struct Document: Decodable {
        let keys: [JSONWebKey]
    }

    /// Keys of kinds that are not known are passed over, as RFC 7517, section 5, asks.
    ///
    /// - Parameter json: whose length the caller has bounded.
    package init(_ json: [UInt8]) throws(TokenError) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw .malformedKeySet
        }
        guard document.keys.count <= Self.maximumKeys else { throw .malformedKeySet }
        entries = document.keys.compactMap { key in
            guard key.use ?? "sig" == "sig", let publicKey = key.publicKey else { return nil }
            return Entry(keyID: key.kid, algorithm: key.alg, key: publicKey)
        }
    }

    /// Whether the set has a key that the token may have been signed with.
    package func hasKey(for token: JSONWebToken) -> Bool {
        entries.contains { $0.fits(token) }
    }

    /// Whether one of the keys signed the token.
    package func verifies(_ token: JSONWebToken) -> Bool {
        entries.contains { $0.fits(token) && $0.key.verifies(token) }
    }
}

/// One key as the issuer publishes it.
private struct JSONWebKey: Decodable {
    let kty: String
    let use: String?
    let alg: String?
    let kid: String?
    let n: String?
    let e: String?
    let crv: String?
    let x: String?
    let y: String?

    /// Nil for a kind of key that is not known, or one that is too weak or malformed.
    var publicKey: PublicKey? {
        switch kty {
        case "RSA":
            guard let modulus = n.flatMap(Base64URL.decode), let exponent = e.flatMap(Base64URL.decode) else {
                return nil
            }
            return PublicKey(modulus: modulus, exponent: exponent)
        case "EC":
            guard let curve = crv.flatMap(EllipticCurve.init), let x = x.flatMap(Base64URL.decode),
                let y = y.flatMap(Base64URL.decode)
            else { return nil }
            return PublicKey(on: curve, x: x, y: y)
        default: return nil
        }
    }
}
