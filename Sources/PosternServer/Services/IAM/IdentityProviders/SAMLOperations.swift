import AWSWire
import StateStore

/// `CreateSAMLProvider`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>
struct CreateSAMLProvider: ServiceOperation {
    typealias Wire = IAM.CreateSAMLProvider
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):saml-provider/\(input.name)"
        return AuthorizationRequirement.creating(
            Self.action,
            arn,
            tags: input.tags,
            with: "iam:TagSAMLProvider",
            in: call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try SAMLMetadata.requireNoEncryption(input.assertionEncryptionMode, input.addPrivateKey)
        let metadata = try SAMLMetadata(input.samlMetadataDocument)
        let provider = IdentityProvider(
            scope: call.globalScope,
            configuration: .saml(name: input.name, metadata: metadata.text, validUntil: metadata.validUntil),
            createdAt: call.time,
            tags: try [Tag](checking: input.tags)
        )
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let providers = transaction.identity.identityProviders
                guard providers[provider.key] == nil else {
                    throw IAM.Fault.entityAlreadyExists("SAMLProvider \(input.name) already exists.")
                }
                let limit = SAMLMetadata.providers
                guard providers.all(in: call.globalScope).filter({ $0.saml != nil }).count < limit else {
                    throw IAMQuota.exceeded("SAMLProvidersPerAccount", limit)
                }
                transaction.apply(.identityProvider(.put(provider)))
                return Wire.Output(samlProviderARN: provider.arn, tags: input.tags)
            }
        }
    }
}

/// `UpdateSAMLProvider`: new metadata.
struct UpdateSAMLProvider: ServiceOperation {
    typealias Wire = IAM.UpdateSAMLProvider
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.samlProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try SAMLMetadata.requireNoEncryption(input.assertionEncryptionMode, input.addPrivateKey)
        let metadata: SAMLMetadata?
        if let text = input.samlMetadataDocument { metadata = try SAMLMetadata(text) } else { metadata = nil }
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var provider = try transaction.identity.samlProvider(input.samlProviderARN, call.globalScope)
                if let metadata, let saml = provider.saml {
                    provider.configuration = .saml(
                        name: saml.name,
                        metadata: metadata.text,
                        validUntil: metadata.validUntil
                    )
                    transaction.apply(.identityProvider(.put(provider)))
                }
                return Wire.Output(samlProviderARN: provider.arn)
            }
        }
    }
}

/// `GetSAMLProvider`.
struct GetSAMLProvider: ServiceOperation {
    typealias Wire = IAM.GetSAMLProvider

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.samlProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let provider = try call.identity.samlProvider(input.samlProviderARN, call.globalScope)
        return .finished(
            Wire.Output(
                samlMetadataDocument: provider.saml?.metadata,
                createDate: WireTimestamp(wholeSecondsOf: provider.createdAt),
                validUntil: provider.saml?.validUntil.map(WireTimestamp.init(wholeSecondsOf:)),
                tags: provider.tags.map(IAM.Tag.init),
                assertionEncryptionMode: .allowed,
                privateKeyList: []
            )
        )
    }
}

/// `ListSAMLProviders`, all at once as on AWS.
struct ListSAMLProviders: ServiceOperation {
    typealias Wire = IAM.ListSAMLProviders

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let providers = call.identity.identityProviders.all(in: call.globalScope)
            .filter { $0.saml != nil }
            .sorted { $0.arn < $1.arn }
        let entries = providers.map { provider in
            IAM.SAMLProviderListEntry(
                arn: provider.arn,
                validUntil: provider.saml?.validUntil.map(WireTimestamp.init(wholeSecondsOf:)),
                createDate: WireTimestamp(wholeSecondsOf: provider.createdAt)
            )
        }
        return .finished(Wire.Output(samlProviderList: entries))
    }
}

/// `DeleteSAMLProvider`.
struct DeleteSAMLProvider: ServiceOperation {
    typealias Wire = IAM.DeleteSAMLProvider
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onProvider(Self.action, input.samlProviderARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let provider = try transaction.identity.samlProvider(input.samlProviderARN, call.globalScope)
                transaction.apply(.identityProvider(.remove(provider.key)))
                return Unit()
            }
        }
    }
}
