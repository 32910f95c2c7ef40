import AWSWire
import StateStore

/// `CreateCodeSigningConfig`: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateCodeSigningConfig.html>
struct CreateCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.CreateCodeSigningConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        var requirement = AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)
        requirement.context = (input.tags ?? [:]).requestTagKeys
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try FunctionChecks.tags(input.tags)
        let config = CodeSigningConfig(
            scope: call.scope,
            id: "csc-" + lambda.surroundings.randomness.hexadecimalDigits(17),
            configDescription: input.description,
            signingProfileVersionARNs: input.allowedPublishers.signingProfileVersionARNs,
            untrustedArtifactOnDeployment: input.codeSigningPolicies?.untrustedArtifactOnDeployment?.rawValue ?? "Warn",
            lastModified: call.time,
            tags: (input.tags ?? [:]).sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                transaction.apply(.codeSigningConfig(.put(config)))
            }
            return Wire.Output(codeSigningConfig: Lambda.CodeSigningConfig(config))
        }
    }
}

/// `GetCodeSigningConfig`.
struct GetCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.GetCodeSigningConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.codeSigningConfig(Self.action, input.codeSigningConfigARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let config = try CodeSigning.config(input.codeSigningConfigARN, in: call.functions)
        return .finished(Wire.Output(codeSigningConfig: Lambda.CodeSigningConfig(config)))
    }
}

/// `UpdateCodeSigningConfig`: what is left out stays as it is.
struct UpdateCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.UpdateCodeSigningConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.codeSigningConfig(Self.action, input.codeSigningConfigARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            let config = try await lambda.writer.write { transaction throws(ServiceFault) in
                var config = try CodeSigning.config(input.codeSigningConfigARN, in: transaction.functions)
                if let description = input.description { config.configDescription = description }
                if let publishers = input.allowedPublishers {
                    config.signingProfileVersionARNs = publishers.signingProfileVersionARNs
                }
                if let policy = input.codeSigningPolicies?.untrustedArtifactOnDeployment {
                    config.untrustedArtifactOnDeployment = policy.rawValue
                }
                config.lastModified = call.time
                transaction.apply(.codeSigningConfig(.put(config)))
                return config
            }
            return Wire.Output(codeSigningConfig: Lambda.CodeSigningConfig(config))
        }
    }
}

/// `DeleteCodeSigningConfig`: only when no function has it.
struct DeleteCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.DeleteCodeSigningConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.codeSigningConfig(Self.action, input.codeSigningConfigARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let config = try CodeSigning.config(input.codeSigningConfigARN, in: transaction.functions)
                let functions = transaction.functions.functions(with: config)
                guard functions.isEmpty else {
                    throw Lambda.Fault.resourceConflict(
                        "The code signing configuration \(config.arn) is in use by these functions: "
                            + functions.map(\.name).joined(separator: ", ")
                    )
                }
                transaction.apply(.codeSigningConfig(.remove(config.key)))
            }
            return Wire.Output()
        }
    }
}

/// `ListCodeSigningConfigs`.
struct ListCodeSigningConfigs: ServiceOperation {
    typealias Wire = Lambda.ListCodeSigningConfigs

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let configs = call.functions.codeSigningConfigs.all(in: call.scope).sorted { $0.id < $1.id }
        let page = try LambdaPage(of: configs, after: input.marker, maxItems: input.maxItems, key: \.id)
        return .finished(
            Wire.Output(nextMarker: page.marker, codeSigningConfigs: page.items.map { Lambda.CodeSigningConfig($0) })
        )
    }
}

extension Lambda.CodeSigningConfig {
    fileprivate init(_ config: CodeSigningConfig) {
        self.init(
            codeSigningConfigID: config.id,
            codeSigningConfigARN: config.arn,
            description: config.configDescription,
            allowedPublishers: Lambda.AllowedPublishers(signingProfileVersionARNs: config.signingProfileVersionARNs),
            codeSigningPolicies: Lambda.CodeSigningPolicies(
                untrustedArtifactOnDeployment: Lambda.CodeSigningPolicy(rawValue: config.untrustedArtifactOnDeployment)
            ),
            lastModified: config.lastModified.lambdaText
        )
    }
}

extension RandomSource {
    /// So many lowercase hexadecimal digits.
    func hexadecimalDigits(_ count: Int) -> String {
        let digits = bytes((count + 1) / 2).flatMap { [$0 >> 4, $0 & 15] }
        return digits.prefix(count).map { String($0, radix: 16) }.joined()
    }
}
