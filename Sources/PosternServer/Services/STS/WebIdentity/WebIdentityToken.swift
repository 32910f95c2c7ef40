import AWSWire
import IAMPolicy
import IdentityProofs
import StateStore

/// A token presented to `AssumeRoleWithWebIdentity`, with the provider it claims to come from.
struct WebIdentityToken: Sendable {
    private let token: JSONWebToken
    private let issuer: IssuerURL
    private let provider: IdentityProvider
    private let audience: String

    /// Makes every check that needs no key.
    ///
    /// - Parameter account: the role's, where the provider must stand.
    /// - Throws: `InvalidIdentityToken`, `ExpiredTokenException` or `IDPRejectedClaim`.
    init(_ text: String, account: String, in identity: IdentityState, at now: Moment) throws(ServiceFault) {
        do throws(TokenError) {
            token = try JSONWebToken(text)
        } catch {
            throw Self.unreadable(error)
        }
        let claims = token.claims
        guard let issuer = IssuerURL(claims.issuer),
            let provider = identity.openIDConnectProvider(issuer, in: .global(account)),
            let settings = provider.openIDConnect
        else { throw Self.invalid("No OpenIDConnect provider found in your account for \(claims.issuer)") }
        self.issuer = issuer
        self.provider = provider
        try Self.checkTimes(claims, at: now)
        // Where a token was issued to another party than its audience, IAM compares that party.
        let candidates = claims.authorizedParty.map { [$0] } ?? claims.audiences
        guard let audience = (candidates + claims.audiences).first(where: settings.clientIDs.contains) else {
            throw Self.invalid("Incorrect token audience")
        }
        self.audience = audience
    }

    /// - Throws: `InvalidIdentityToken` for a token that none of the issuer's keys signed, `IDPCommunicationError` when the
    ///   issuer cannot be asked.
    func verify(with issuers: IssuerKeys, at now: Moment) async throws(ServiceFault) {
        do throws(IssuerFailure) {
            let keys = try await issuers.keys(for: token, of: issuer, at: now)
            guard keys.verifies(token) else { throw IssuerFailure.unverified }
        } catch {
            throw Self.fault(error)
        }
    }

    /// The caller that the token, once verified, proves.
    func caller(in view: StateView) -> CallerIdentity {
        let identity = identity
        let principal = Principal.federated(provider: provider.arn)
        var context = RequestContext(principal: principal)
        context.set("aws:FederatedProvider", to: provider.arn)
        for (key, values) in identity.federation.keys { context.set(key, toAll: values) }
        return CallerIdentity(
            principal: principal,
            accountID: provider.scope.accountID,
            arn: provider.arn,
            userID: "\(provider.arn):\(audience):\(identity.subject)",
            userName: identity.subject,
            context: context,
            webIdentity: identity
        )
    }

    private var identity: WebIdentity {
        let claims = token.claims
        let tags = claims.tags?.principalTags ?? [:]
        return WebIdentity(
            issuer: claims.issuer,
            subject: claims.subject,
            audience: audience,
            tags: tags.sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value.first ?? "") },
            transitiveTagKeys: claims.tags?.transitiveTagKeys ?? [],
            sourceIdentity: claims.sourceIdentity,
            federation: SessionGrant.Federation(provider: provider.arn, keys: conditionKeys)
        )
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
    private var conditionKeys: [String: [String]] {
        let claims = token.claims
        var keys = ["aud": claims.authorizedParty.map { [$0] } ?? claims.audiences, "sub": [claims.subject]]
        if claims.authorizedParty != nil { keys["oaud"] = claims.audiences }
        if !claims.authenticationMethods.isEmpty { keys["amr"] = claims.authenticationMethods }
        if let email = claims.email { keys["email"] = [email] }
        return Dictionary(uniqueKeysWithValues: keys.map { ("\(issuer.name):\($0.key)", $0.value) })
    }

    private static func checkTimes(_ claims: TokenClaims, at now: Moment) throws(ServiceFault) {
        let seconds = Double(now.seconds)
        guard seconds < claims.expiresAt else {
            throw STS.Fault.expiredToken(
                "Token expired: current date/time \(now.seconds) must be before the expiration date/time "
                    + "\(Int64(exactly: claims.expiresAt.rounded(.down)) ?? 0)"
            )
        }
        if let notBefore = claims.notBefore, seconds + allowedSkewSeconds < notBefore {
            throw STS.Fault.idpRejectedClaim("The token is not valid yet.")
        }
    }

    /// How far the issuer's clock may be ahead.
    private static let allowedSkewSeconds = 300.0
}

extension WebIdentityToken {
    private static func invalid(_ message: String) -> ServiceFault { STS.Fault.invalidIdentityToken(message) }

    private static func unreadable(_ error: TokenError) -> ServiceFault {
        switch error {
        case .malformed, .malformedKeySet:
            invalid(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
            )
        case .unsupportedAlgorithm(let name): invalid("The token's signature algorithm \(name) is not supported")
        case .missingClaim(let name): invalid("Missing a required claim: \(name)")
        }
    }

    private static func fault(_ failure: IssuerFailure) -> ServiceFault {
        switch failure {
        case .unreachable:
            STS.Fault.idpCommunicationError(
                "The identity provider that was asked to verify the incoming identity token could not be reached."
            )
        case .unusable:
            invalid(
                "Couldn't retrieve verification key from your identity provider,  "
                    + "please reference AssumeRoleWithWebIdentity documentation for requirements"
            )
        case .unverified:
            invalid(
                "The web identity token that was passed could not be validated by AWS. "
                    + "Get a new identity token from the identity provider and then retry the request."
            )
        }
    }
}

extension IdentityState {
    /// The provider whose URL is this issuer's, without its scheme. A slash at the end of one of the two counts for nothing.
    fileprivate func openIDConnectProvider(_ issuer: IssuerURL, in scope: Scope) -> IdentityProvider? {
        let name = issuer.name
        let names = [name, name.hasSuffix("/") ? String(name.dropLast()) : name + "/"]
        return names.lazy
            .compactMap { identityProviders["arn:aws:iam::\(scope.accountID):oidc-provider/\($0)", in: scope] }
            .first
    }
}
