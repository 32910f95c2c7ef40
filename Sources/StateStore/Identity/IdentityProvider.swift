/// An OpenID Connect or SAML provider that roles may trust.
package struct IdentityProvider: StoredEntity {
    package static let kind = EntityKind.identityProvider

    package enum Configuration: Hashable, Sendable, Codable {
        /// - Parameters:
        ///   - url: the issuer without its scheme, as the ARN has it.
        ///   - thumbprints: SHA-1 of the issuer's certificates, 40 hexadecimal digits each.
        case openIDConnect(url: String, clientIDs: [String], thumbprints: [String])
        /// - Parameter metadata: the identity provider's XML.
        case saml(name: String, metadata: String, validUntil: Timestamp?)
    }

    package let scope: Scope
    package var configuration: Configuration
    package let createdAt: Timestamp
    package var tags: [Tag]

    package init(scope: Scope, configuration: Configuration, createdAt: Timestamp, tags: [Tag] = []) {
        self.scope = scope
        self.configuration = configuration
        self.createdAt = createdAt
        self.tags = tags
    }

    package var id: String { arn }

    package var arn: String {
        switch configuration {
        case .openIDConnect(let url, _, _): "arn:aws:iam::\(scope.accountID):oidc-provider/\(url)"
        case .saml(let name, _, _): "arn:aws:iam::\(scope.accountID):saml-provider/\(name)"
        }
    }
}
