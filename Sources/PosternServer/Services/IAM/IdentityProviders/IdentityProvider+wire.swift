import AWSWire
import StateStore

extension IdentityProvider {
    /// An OpenID Connect provider's own settings.
    struct OpenIDConnect {
        /// Without its scheme.
        let url: String
        var clientIDs: [String]
        var thumbprints: [String]
    }

    /// A SAML provider's own settings.
    struct SAML {
        let name: String
        var metadata: String
        var validUntil: Moment?
    }

    /// Nil for a SAML provider.
    var openIDConnect: OpenIDConnect? {
        get {
            guard case .openIDConnect(let url, let clientIDs, let thumbprints) = configuration else { return nil }
            return OpenIDConnect(url: url, clientIDs: clientIDs, thumbprints: thumbprints)
        }
        set {
            guard let newValue else { return }
            configuration = .openIDConnect(
                url: newValue.url,
                clientIDs: newValue.clientIDs,
                thumbprints: newValue.thumbprints
            )
        }
    }

    /// Nil for an OpenID Connect provider.
    var saml: SAML? {
        guard case .saml(let name, let metadata, let validUntil) = configuration else { return nil }
        return SAML(name: name, metadata: metadata, validUntil: validUntil)
    }
}

extension IdentityState {
    /// - Throws: `NoSuchEntity`, also for a provider of the other kind.
    func openIDConnectProvider(_ arn: String, _ scope: Scope) throws(ServiceFault) -> IdentityProvider {
        guard let provider = identityProviders[arn, in: scope], provider.openIDConnect != nil else {
            throw IAM.Fault.noSuchEntity("OpenIDConnect Provider not found for arn \(arn)")
        }
        return provider
    }

    /// - Throws: `NoSuchEntity`, also for a provider of the other kind.
    func samlProvider(_ arn: String, _ scope: Scope) throws(ServiceFault) -> IdentityProvider {
        guard let provider = identityProviders[arn, in: scope], provider.saml != nil else {
            throw IAM.Fault.noSuchEntity("Manifest not found for arn \(arn)")
        }
        return provider
    }
}

/// The input of an operation on one OpenID Connect provider.
protocol OpenIDConnectInput: TaggingInput where Tagged == IdentityProvider {
    var openIDConnectProviderARN: String { get }
}

extension OpenIDConnectInput {
    func taggedResource(in call: IncomingCall) -> String { openIDConnectProviderARN }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> IdentityProvider {
        try identity.openIDConnectProvider(openIDConnectProviderARN, call.globalScope)
    }
}

/// The input of an operation on one SAML provider.
protocol SAMLInput: TaggingInput where Tagged == IdentityProvider {
    var samlProviderARN: String { get }
}

extension SAMLInput {
    func taggedResource(in call: IncomingCall) -> String { samlProviderARN }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> IdentityProvider {
        try identity.samlProvider(samlProviderARN, call.globalScope)
    }
}

extension IAM.TagOpenIDConnectProvider.Input: OpenIDConnectInput, TagsInput {}
extension IAM.UntagOpenIDConnectProvider.Input: OpenIDConnectInput, TagKeysInput {}
extension IAM.ListOpenIDConnectProviderTags.Input: OpenIDConnectInput, TagsPageInput {}
extension IAM.ListOpenIDConnectProviderTags.Output: TagsOutput {}
extension IAM.TagSAMLProvider.Input: SAMLInput, TagsInput {}
extension IAM.UntagSAMLProvider.Input: SAMLInput, TagKeysInput {}
extension IAM.ListSAMLProviderTags.Input: SAMLInput, TagsPageInput {}
extension IAM.ListSAMLProviderTags.Output: TagsOutput {}

extension AuthorizationRequirement {
    /// The action on an identity provider, which its ARN names whether or not there is one.
    static func onProvider(_ action: String, _ arn: String, in call: IncomingCall) -> Self {
        Self(action, on: arn, ownedBy: call.accountID)
    }
}
