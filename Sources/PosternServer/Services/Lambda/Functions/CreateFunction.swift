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
        var requirement = AuthorizationRequirement(Self.action, on: reference.arn, ownedBy: reference.scope.accountID)
        requirement.context = Self.requestTagKeys(input.tags ?? [:])
        return [requirement, .passRole(input.role, for: reference.unqualifiedARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try checkSupported(input)
        let reference = try FunctionReference(input.functionName, in: call.scope)
        _ = try FunctionChecks.runtime(input.runtime?.rawValue, in: lambda.runtimes)
        try FunctionChecks.memory(input.memorySize ?? 128)
        try FunctionChecks.environment(input.environment?.variables ?? [:])
        guard let archive = input.code.zipFile?.bytes, !archive.isEmpty else {
            throw Lambda.Fault.invalidParameterValue("Please provide a source for function code.")
        }
        try requireAbsent(reference, in: call.call.view.snapshot.functions)
        try ExecutionRole.check(input.role, in: call.call.view, at: call.time)
        return .asynchronously { () throws(ServiceFault) in
            let code = try await CodeUpload(packages: lambda.packages, code: lambda.code).accept(archive)
            let function = try await lambda.writer.write { transaction throws(ServiceFault) in
                try requireAbsent(reference, in: transaction.functions)
                let function = newFunction(reference, input, code: code, at: call.time)
                transaction.apply(.function(.put(function)))
                return function
            }
            var answer = lambda.shown(function)
            answer.showPendingCreation()
            return answer
        }
    }

    private func requireAbsent(_ reference: FunctionReference, in functions: FunctionState) throws(ServiceFault) {
        guard functions.functions[reference.name, in: reference.scope] == nil else {
            throw Lambda.Fault.resourceConflict("Function already exist: \(reference.name)")
        }
    }

    private func newFunction(
        _ reference: FunctionReference,
        _ input: Wire.Input,
        code: FunctionCode,
        at time: Moment
    ) -> Function {
        let settings = FunctionSettings(
            runtime: input.runtime?.rawValue,
            roleARN: input.role,
            handler: input.handler,
            code: code,
            functionDescription: input.description ?? "",
            timeoutSeconds: input.timeout ?? 3,
            memorySizeMB: input.memorySize ?? 128,
            ephemeralStorageMB: input.ephemeralStorage?.size ?? 512,
            architectures: input.architectures?.map(\.rawValue) ?? ["x86_64"],
            environment: lambda.sealed(input.environment, for: reference),
            kmsKeyARN: input.kmsKeyARN,
            tracingMode: input.tracingConfig?.mode?.rawValue ?? "PassThrough",
            logging: LoggingSettings(input.loggingConfig, functionName: reference.name),
            lastModified: time,
            revisionID: lambda.surroundings.randomness.uuid(),
            status: FunctionStatus(state: .active)
        )
        let tags = (input.tags ?? [:]).sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
        return Function(scope: reference.scope, name: reference.name, createdAt: time, latest: settings, tags: tags)
    }

    private func checkSupported(_ input: Wire.Input) throws(ServiceFault) {
        try FunctionChecks.unsupported([
            (name: "container images (PackageType Image)", isWanted: input.packageType == .image),
            (name: "code in S3 (Code.S3Bucket)", isWanted: input.code.s3Bucket != nil),
            (name: "VpcConfig", isWanted: input.vpcConfig?.subnetIDs?.isEmpty == false),
            (name: "FileSystemConfigs", isWanted: input.fileSystemConfigs?.isEmpty == false),
            (name: "Layers", isWanted: input.layers?.isEmpty == false),
            (name: "DeadLetterConfig", isWanted: input.deadLetterConfig?.targetARN?.isEmpty == false),
            (name: "CodeSigningConfigArn", isWanted: input.codeSigningConfigARN != nil),
            (name: "published versions (Publish)", isWanted: input.publish == true),
            (name: "SnapStart", isWanted: input.snapStart?.applyOn == .publishedVersions),
            (name: "DurableConfig", isWanted: input.durableConfig != nil),
            (name: "CapacityProviderConfig", isWanted: input.capacityProviderConfig != nil),
            (name: "TenancyConfig", isWanted: input.tenancyConfig != nil),
            (name: "architecture arm64", isWanted: input.architectures?.contains(.arm64) == true),
        ])
    }

    private static func requestTagKeys(_ tags: [String: String]) -> [(key: String, values: [String])] {
        guard !tags.isEmpty else { return [] }
        let sorted = tags.sorted { $0.key < $1.key }
        return sorted.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
            + [(key: "aws:TagKeys", values: sorted.map(\.key))]
    }
}

extension LambdaDependencies {
    /// A request's variables, sealed; nil when it has none.
    func sealed(_ environment: Lambda.Environment?, for reference: FunctionReference) -> FunctionEnvironment? {
        guard let variables = environment?.variables, !variables.isEmpty else { return nil }
        return FunctionEnvironment(
            variables,
            scope: reference.scope,
            functionName: reference.name,
            sealedWith: sealingKey
        )
    }
}

extension LoggingSettings {
    init(_ config: Lambda.LoggingConfig?, functionName: String) {
        let format = config?.logFormat?.rawValue ?? "Text"
        let isJSON = format == "JSON"
        self.init(
            format: format,
            logGroup: config?.logGroup ?? "/aws/lambda/\(functionName)",
            applicationLogLevel: isJSON ? config?.applicationLogLevel?.rawValue ?? "INFO" : nil,
            systemLogLevel: isJSON ? config?.systemLogLevel?.rawValue ?? "INFO" : nil
        )
    }
}
