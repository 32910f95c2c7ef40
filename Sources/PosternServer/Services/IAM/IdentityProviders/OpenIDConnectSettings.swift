import AWSWire
import StateStore

/// An operation's change to the settings of an OpenID Connect provider.
protocol OpenIDConnectChange: OpenIDConnectInput {
    func apply(to settings: inout IdentityProvider.OpenIDConnect) throws(ServiceFault)
}

/// `AddClientIDToOpenIDConnectProvider`, `RemoveClientIDFromOpenIDConnectProvider` and
/// `UpdateOpenIDConnectProviderThumbprint`.
struct ChangeOpenIDConnectProvider<Wire: WireOperation>: ServiceOperation
where Wire.Input: OpenIDConnectChange, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.openIDConnectProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var provider = try input.tagged(in: transaction.identity, for: call)
                guard var settings = provider.openIDConnect else { throw .internalFailure }
                try input.apply(to: &settings)
                provider.openIDConnect = settings
                transaction.apply(.identityProvider(.put(provider)))
                return Unit()
            }
        }
    }
}

extension IAM.AddClientIDToOpenIDConnectProvider.Input: OpenIDConnectChange {
    /// No effect for a client that is there already.
    func apply(to settings: inout IdentityProvider.OpenIDConnect) throws(ServiceFault) {
        guard !settings.clientIDs.contains(clientID) else { return }
        settings.clientIDs = try OpenIDConnectLimits.checked(clientIDs: settings.clientIDs + [clientID])
    }
}

extension IAM.RemoveClientIDFromOpenIDConnectProvider.Input: OpenIDConnectChange {
    /// No effect for a client that is not there.
    func apply(to settings: inout IdentityProvider.OpenIDConnect) throws(ServiceFault) {
        settings.clientIDs.removeAll { $0 == clientID }
    }
}

extension IAM.UpdateOpenIDConnectProviderThumbprint.Input: OpenIDConnectChange {
    func apply(to settings: inout IdentityProvider.OpenIDConnect) throws(ServiceFault) {
        settings.thumbprints = try OpenIDConnectLimits.checked(thumbprints: thumbprintList)
    }
}

/// What AWS accepts as the settings of an OpenID Connect provider.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
enum OpenIDConnectLimits {
    static let providers = 100
    static let clientIDs = 100
    static let thumbprints = 5

    /// - Returns: the issuer without its scheme.
    /// - Throws: `ValidationError` for anything but an HTTPS URL without query, fragment and port; an issuer on this host
    ///   may have a port and speak plain HTTP.
    static func checkedIssuer(_ url: String) throws(ServiceFault) -> String {
        let name = name(of: url)
        let authority = name.prefix { $0 != "/" }
        guard let issuer = IssuerURL(url), !name.contains(where: { "?#@".contains($0) || $0.isWhitespace }),
            !authority.contains(":") || IssuerURL.isThisHost(issuer.host)
        else {
            throw ServiceFault(code: "ValidationError", message: "Invalid Open ID Connect Provider URL")
        }
        return name
    }

    /// The URL without its scheme.
    static func name(of url: String) -> String {
        url.firstRange(of: "://").map { String(url[$0.upperBound...]) } ?? url
    }

    static func checked(clientIDs ids: [String]) throws(ServiceFault) -> [String] {
        guard ids.count <= clientIDs else {
            throw IAMQuota.exceeded("ClientIdsPerOpenIdConnectProvider", clientIDs)
        }
        return ids
    }

    static func checked(thumbprints prints: [String]) throws(ServiceFault) -> [String] {
        guard prints.count <= thumbprints else {
            throw IAM.Fault.invalidInput("Thumbprint list must contain fewer than \(thumbprints) entries.")
        }
        return prints
    }
}
