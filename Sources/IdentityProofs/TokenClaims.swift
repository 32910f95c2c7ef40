import Foundation

/// The claims of a token that IAM reads.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
package struct TokenClaims: Sendable, Equatable {
    /// `iss`, a URL.
    package let issuer: String
    /// `sub`
    package let subject: String
    /// `aud`, one or several.
    package let audiences: [String]
    /// `azp`: whom the token was issued to, where that is not the audience.
    package let authorizedParty: String?
    /// `exp`, in seconds since 1970.
    package let expiresAt: Double
    /// `nbf`, in seconds since 1970.
    package let notBefore: Double?
    /// `amr`: how the user proved who they are.
    package let authenticationMethods: [String]
    package let email: String?
    /// `https://aws.amazon.com/tags`
    package let tags: SessionTags?
    /// `https://aws.amazon.com/source_identity`
    package let sourceIdentity: String?

    /// The session tags an identity provider asks for.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp>
    package struct SessionTags: Sendable, Equatable, Decodable {
        /// Each with one value.
        package let principalTags: [String: [String]]
        package let transitiveTagKeys: [String]?

        private enum CodingKeys: String, CodingKey {
            case principalTags = "principal_tags"
            case transitiveTagKeys = "transitive_tag_keys"
        }
    }

    /// One text, or a list of them.
    private struct Texts: Decodable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                values = [one]
            } else {
                values = try container.decode([String].self)
            }
        }
    }

    private struct Claims: Decodable {
        let iss: String?
        let sub: String?
        let aud: Texts?
        let azp: String?
        let exp: Double?
        let iat: Double?
        let nbf: Double?
        let amr: Texts?
        let email: String?
        let tags: SessionTags?
        let sourceIdentity: String?

        private enum CodingKeys: String, CodingKey {
            case iss, sub, aud, azp, exp, iat, nbf, amr, email
            case tags = "https://aws.amazon.com/tags"
            case sourceIdentity = "https://aws.amazon.com/source_identity"
        }
    }

    init(_ json: [UInt8]) throws(TokenError) {
        let claims: Claims
        do {
            claims = try JSONDecoder().decode(Claims.self, from: Data(json))
        } catch {
            throw .malformed
        }
        issuer = try Self.required(claims.iss, "iss")
        subject = try Self.required(claims.sub, "sub")
        audiences = try Self.required(claims.aud, "aud").values
        expiresAt = try Self.required(claims.exp, "exp")
        _ = try Self.required(claims.iat, "iat")
        authorizedParty = claims.azp
        notBefore = claims.nbf
        authenticationMethods = claims.amr?.values ?? []
        email = claims.email
        tags = claims.tags
        sourceIdentity = claims.sourceIdentity
    }

    private static func required<Value>(_ value: Value?, _ name: String) throws(TokenError) -> Value {
        guard let value else { throw .missingClaim(name) }
        return value
    }
}
