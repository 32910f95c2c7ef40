import AWSWire
import StateStore

/// `CreateOpenIDConnectProvider`. The thumbprints are kept as given: the provider's certificate is not fetched.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
struct CreateOpenIDConnectProvider: ServiceOperation {
    typealias Wire = IAM.CreateOpenIDConnectProvider
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let name = OpenIDConnectLimits.name(of: input.url)
        let arn = "arn:aws:iam::\(call.accountID):oidc-provider/\(name)"
        return AuthorizationRequirement.creating(
            Self.action,
            arn,
            tags: input.tags,
            with: "iam:TagOpenIDConnectProvider",
            in: call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let provider = IdentityProvider(
            scope: call.globalScope,
            configuration: .openIDConnect(
                url: try OpenIDConnectLimits.checkedIssuer(input.url),
                clientIDs: try OpenIDConnectLimits.checked(clientIDs: input.clientIDList ?? []),
                thumbprints: try OpenIDConnectLimits.checked(thumbprints: input.thumbprintList ?? [])
            ),
            createdAt: call.time,
            tags: try [Tag](checking: input.tags)
        )
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let providers = transaction.identity.identityProviders
                guard providers[provider.key] == nil else {
                    throw IAM.Fault.entityAlreadyExists("Provider with url \(input.url) already exists.")
                }
                let limit = OpenIDConnectLimits.providers
                guard providers.all(in: call.globalScope).filter({ $0.openIDConnect != nil }).count < limit else {
                    throw IAMQuota.exceeded("OpenIdConnectProvidersPerAccount", limit)
                }
                transaction.apply(.identityProvider(.put(provider)))
                return Wire.Output(openIDConnectProviderARN: provider.arn, tags: input.tags)
            }
        }
    }
}

/// `GetOpenIDConnectProvider`.
struct GetOpenIDConnectProvider: ServiceOperation {
    typealias Wire = IAM.GetOpenIDConnectProvider

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.openIDConnectProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let provider = try call.identity.openIDConnectProvider(input.openIDConnectProviderARN, call.globalScope)
        return .finished(
            Wire.Output(
                url: provider.openIDConnect?.url,
                clientIDList: provider.openIDConnect?.clientIDs,
                thumbprintList: provider.openIDConnect?.thumbprints,
                createDate: WireTimestamp(wholeSecondsOf: provider.createdAt),
                tags: provider.tags.map(IAM.Tag.init)
            )
        )
    }
}

/// `ListOpenIDConnectProviders`, all at once as on AWS.
struct ListOpenIDConnectProviders: ServiceOperation {
    typealias Wire = IAM.ListOpenIDConnectProviders

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let providers = call.identity.identityProviders.all(in: call.globalScope).filter { $0.openIDConnect != nil }
        return .finished(
            Wire.Output(
                openIDConnectProviderList: providers.map(\.arn).sorted().map {
                    IAM.OpenIDConnectProviderListEntry(arn: $0)
                }
            )
        )
    }
}

/// `DeleteOpenIDConnectProvider`.
struct DeleteOpenIDConnectProvider: ServiceOperation {
    typealias Wire = IAM.DeleteOpenIDConnectProvider
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.openIDConnectProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let arn = input.openIDConnectProviderARN
                let provider = transaction.identity.identityProviders[arn, in: call.globalScope]
                guard let provider, provider.openIDConnect != nil else {
                    throw IAM.Fault.noSuchEntity("OpenId connect Provider \(arn) cannot be found.")
                }
                transaction.apply(.identityProvider(.remove(provider.key)))
                return Unit()
            }
        }
    }
}
