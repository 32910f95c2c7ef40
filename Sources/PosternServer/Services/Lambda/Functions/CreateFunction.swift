import AWSWire
import LambdaCore
import StateStore

/// `CreateFunction`: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>
struct CreateFunction: ServiceOperation {
    typealias Wire = Lambda.CreateFunction
    static let access = OperationAccess(bodyLimitBytes: 70_167_211)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        try FunctionChecks.name(of: reference, as: input.functionName)
        let tagKeys = (input.tags ?? [:]).requestTagKeys
        var create = AuthorizationRequirement(Self.action, on: reference.arn, ownedBy: reference.scope.accountID)
        create.context = tagKeys + FunctionLayers.conditionKeys(input.layers)
        if let config = input.codeSigningConfigARN {
            create.context.append((key: "lambda:CodeSigningConfigArn", values: [config]))
        }
        var requirements = [create, try .passRole(input.role, for: reference.unqualifiedARN, in: call)]
        if !tagKeys.isEmpty {
            var tag = AuthorizationRequirement(
                "lambda:TagResource",
                on: reference.unqualifiedARN,
                ownedBy: reference.scope.accountID
            )
            tag.context = tagKeys
            requirements.append(tag)
        }
        return try requirements + FunctionLayers.requirements(input.layers, in: call)
            + lambda.codeRequirements(
                bucket: input.code.s3Bucket,
                key: input.code.s3Key,
                versionID: input.code.s3ObjectVersion,
                in: call
            )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let functions = call.functions
        try check(input)
        let source = try CodeSource(
            zipFile: input.code.zipFile,
            bucket: input.code.s3Bucket,
            key: input.code.s3Key,
            versionID: input.code.s3ObjectVersion
        )
        _ = try FunctionLayers.attach(input.layers ?? [], to: reference.scope, in: functions)
        try CodeSigning.requireSignature(input.codeSigningConfigARN, in: functions)
        try requireAbsent(reference, in: functions)
        try ExecutionRole.check(input.role, in: call.call.view, at: call.time)
        let settings = try FunctionSettings(input, reference, lambda, at: call.time)
        return .asynchronously { () throws(ServiceFault) in
            let code = try await lambda.accept(source, for: call.call)
            let answer = try await store(settings, code, input, reference, at: call.time)
            try await lambda.transitions.settle(EntityKey(scope: reference.scope, id: reference.name))
            return answer
        }
    }

    /// Writes the function, and its first version when it is to be published, and says how they stand.
    private func store(
        _ settings: FunctionSettings,
        _ code: FunctionCode,
        _ input: Wire.Input,
        _ reference: FunctionReference,
        at time: Moment
    ) async throws(ServiceFault) -> Lambda.FunctionConfiguration {
        var settings = settings
        settings.code = code
        let base = settings
        return try await lambda.writer.write { transaction throws(ServiceFault) in
            try requireAbsent(reference, in: transaction.functions)
            var settings = base
            settings.layers = try FunctionLayers.attach(
                input.layers ?? [],
                to: reference.scope,
                in: transaction.functions
            )
            try FunctionLayers.checkSize(code, settings.layers)
            try CodeStorage.requireRoom(for: code, in: reference.scope, transaction.functions)
            var function = Function(
                scope: reference.scope,
                name: reference.name,
                createdAt: time,
                latest: settings,
                codeSigningConfigARN: input.codeSigningConfigARN,
                tags: (input.tags ?? [:]).sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
            )
            var version = FunctionTarget.latest
            if input.publish == true {
                let publication = VersionPublication(lambda: lambda, description: nil)
                version = String(publication.publish(&function, status: .creating, in: &transaction).number)
            }
            transaction.apply(.function(.put(function)))
            return lambda.shown(settings, of: function, version: version, qualifier: nil)
        }
    }

    private func requireAbsent(_ reference: FunctionReference, in functions: FunctionState) throws(ServiceFault) {
        guard functions.functions[reference.name, in: reference.scope] == nil else {
            throw Lambda.Fault.resourceConflict("Function already exist: \(reference.name)")
        }
    }

    private func check(_ input: Wire.Input) throws(ServiceFault) {
        try FunctionChecks.unsupported([
            (name: "container images (PackageType Image)", isWanted: input.packageType == .image),
            (name: "container images (Code.ImageUri)", isWanted: input.code.imageURI != nil),
            (name: "VpcConfig", isWanted: input.vpcConfig?.subnetIDs?.isEmpty == false),
            (name: "FileSystemConfigs", isWanted: input.fileSystemConfigs?.isEmpty == false),
            (name: "DurableConfig", isWanted: input.durableConfig != nil),
            (name: "CapacityProviderConfig", isWanted: input.capacityProviderConfig != nil),
            (name: "TenancyConfig", isWanted: input.tenancyConfig != nil),
            (name: "PublishTo", isWanted: input.publishTo != nil),
            (name: "architecture arm64", isWanted: input.architectures?.contains(.arm64) == true),
        ])
        guard let runtime = input.runtime?.rawValue, input.handler != nil else {
            throw Lambda.Fault.invalidParameterValue(
                "Runtime and Handler are mandatory parameters for functions created with deployment packages."
            )
        }
        try FunctionChecks.runtime(runtime, in: lambda.runtimes)
        try FunctionChecks.snapStart(input.snapStart, runtime: runtime)
        try FunctionChecks.memory(input.memorySize)
        try FunctionChecks.environment(input.environment?.variables)
        try FunctionChecks.deadLetterTarget(input.deadLetterConfig)
        try FunctionChecks.tags(input.tags)
    }
}

extension FunctionSettings {
    /// What a new function starts with; code and layers are filled in when they are known.
    fileprivate init(
        _ input: Lambda.CreateFunction.Input,
        _ reference: FunctionReference,
        _ lambda: LambdaDependencies,
        at time: Moment
    ) throws(ServiceFault) {
        var logging = LoggingSettings(functionName: reference.name)
        try logging.update(input.loggingConfig)
        let deadLetterTarget = input.deadLetterConfig?.targetARN
        self.init(
            runtime: input.runtime?.rawValue,
            roleARN: input.role,
            handler: input.handler,
            code: FunctionCode(hash: ContentHash(of: []), sizeBytes: 0),
            functionDescription: input.description ?? "",
            timeoutSeconds: input.timeout ?? 3,
            memorySizeMB: input.memorySize ?? 128,
            ephemeralStorageMB: input.ephemeralStorage?.size ?? 512,
            architectures: input.architectures?.map(\.rawValue) ?? ["x86_64"],
            environment: lambda.sealed(input.environment, for: reference),
            kmsKeyARN: input.kmsKeyARN == "" ? nil : input.kmsKeyARN,
            deadLetterTargetARN: deadLetterTarget == "" ? nil : deadLetterTarget,
            tracingMode: input.tracingConfig?.mode?.rawValue ?? "PassThrough",
            logging: logging,
            snapStartApplyOn: input.snapStart?.applyOn == .publishedVersions ? "PublishedVersions" : nil,
            hasEmptyVPCConfig: input.vpcConfig == nil ? nil : true,
            lastModified: time,
            revisionID: lambda.surroundings.randomness.uuid(),
            status: .creating
        )
    }
}
