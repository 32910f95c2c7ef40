import AWSWire
import LambdaCore
import StateStore

/// `UpdateFunctionCode`.
struct UpdateFunctionCode: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionCode
    static let access = OperationAccess(bodyLimitBytes: 70_167_211)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try FunctionChecks.unsupported([
            (name: "code in S3 (S3Bucket)", isWanted: input.s3Bucket != nil),
            (name: "container images (ImageUri)", isWanted: input.imageURI != nil),
            (name: "published versions (Publish)", isWanted: input.publish == true),
            (name: "architecture arm64", isWanted: input.architectures?.contains(.arm64) == true),
        ])
        let reference = try FunctionReference(input.functionName, in: call.scope)
        let function = try reference.find(in: call.functions)
        try function.requireRevision(input.revisionID)
        guard let archive = input.zipFile?.bytes, !archive.isEmpty else {
            throw Lambda.Fault.invalidParameterValue("Please provide a source for function code.")
        }
        return .asynchronously { () throws(ServiceFault) in
            let code = try await CodeUpload(packages: lambda.packages, code: lambda.code).accept(archive)
            return try await lambda.update(reference, at: call.time, isDryRun: input.dryRun == true) {
                function throws(ServiceFault) in
                try function.requireRevision(input.revisionID)
                function.latest.code = code
                if let architectures = input.architectures {
                    function.latest.architectures = architectures.map(\.rawValue)
                }
            }
        }
    }
}

/// `UpdateFunctionConfiguration`.
struct UpdateFunctionConfiguration: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionConfiguration
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        let requirement = AuthorizationRequirement.function(Self.action, reference, in: call)
        guard let role = input.role else { return [requirement] }
        return [requirement, .passRole(role, for: reference.unqualifiedARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try checkSupported(input)
        let reference = try FunctionReference(input.functionName, in: call.scope)
        try reference.find(in: call.functions).requireRevision(input.revisionID)
        if let runtime = input.runtime { _ = try FunctionChecks.runtime(runtime.rawValue, in: lambda.runtimes) }
        if let memory = input.memorySize { try FunctionChecks.memory(memory) }
        try FunctionChecks.environment(input.environment?.variables ?? [:])
        if let role = input.role { try ExecutionRole.check(role, in: call.call.view, at: call.time) }
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.update(reference, at: call.time) { function throws(ServiceFault) in
                try function.requireRevision(input.revisionID)
                apply(input, to: &function.latest, reference)
            }
        }
    }

    private func apply(_ input: Wire.Input, to settings: inout FunctionSettings, _ reference: FunctionReference) {
        if let role = input.role { settings.roleARN = role }
        if let handler = input.handler { settings.handler = handler }
        if let description = input.description { settings.functionDescription = description }
        if let timeout = input.timeout { settings.timeoutSeconds = timeout }
        if let memory = input.memorySize { settings.memorySizeMB = memory }
        if let runtime = input.runtime { settings.runtime = runtime.rawValue }
        if let storage = input.ephemeralStorage { settings.ephemeralStorageMB = storage.size }
        if let tracing = input.tracingConfig?.mode { settings.tracingMode = tracing.rawValue }
        if let key = input.kmsKeyARN { settings.kmsKeyARN = key.isEmpty ? nil : key }
        if input.environment != nil { settings.environment = lambda.sealed(input.environment, for: reference) }
        if let logging = input.loggingConfig {
            settings.logging = LoggingSettings(logging, functionName: reference.name)
        }
    }

    private func checkSupported(_ input: Wire.Input) throws(ServiceFault) {
        try FunctionChecks.unsupported([
            (name: "VpcConfig", isWanted: input.vpcConfig?.subnetIDs?.isEmpty == false),
            (name: "FileSystemConfigs", isWanted: input.fileSystemConfigs?.isEmpty == false),
            (name: "Layers", isWanted: input.layers?.isEmpty == false),
            (name: "DeadLetterConfig", isWanted: input.deadLetterConfig?.targetARN?.isEmpty == false),
            (name: "SnapStart", isWanted: input.snapStart?.applyOn == .publishedVersions),
            (name: "DurableConfig", isWanted: input.durableConfig != nil),
            (name: "CapacityProviderConfig", isWanted: input.capacityProviderConfig != nil),
        ])
    }
}

/// `DeleteFunction`: its environments end when they have answered; what waits for it is forgotten.
struct DeleteFunction: ServiceOperation {
    typealias Wire = Lambda.DeleteFunction
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        guard reference.qualifier != "$LATEST" else {
            throw Lambda.Fault.invalidParameterValue("$LATEST version cannot be deleted without deleting the function.")
        }
        return .asynchronously { () throws(ServiceFault) in
            let function = try await lambda.writer.write { transaction throws(ServiceFault) in
                let function = try reference.find(in: transaction.functions)
                transaction.apply(.function(.remove(function.key)))
                for change in transaction.functions.detaching(function.name, in: function.scope) {
                    transaction.apply(change)
                }
                return function
            }
            lambda.invoker.retire(FunctionIdentity(function))
            do {
                try lambda.queue.removeAll(for: function.name, in: function.scope)
            } catch {
                throw ServiceFault.internalFailure
            }
            return Wire.Output(statusCode: 204)
        }
    }
}

extension LambdaDependencies {
    /// Changes `$LATEST` under a new revision.
    fileprivate func update(
        _ reference: FunctionReference,
        at time: Moment,
        isDryRun: Bool = false,
        _ change: @Sendable (inout Function) throws(ServiceFault) -> Void
    ) async throws(ServiceFault) -> Lambda.FunctionConfiguration {
        let revision = surroundings.randomness.uuid()
        let function = try await writer.write { transaction throws(ServiceFault) in
            var function = try reference.find(in: transaction.functions)
            try change(&function)
            function.latest.lastModified = time
            guard !isDryRun else { return function }
            function.latest.revisionID = revision
            transaction.apply(.function(.put(function)))
            return function
        }
        var answer = shown(function)
        if !isDryRun { answer.showUpdateInProgress() }
        return answer
    }
}

extension Function {
    /// - Throws: `PreconditionFailedException` when the caller knows another revision.
    func requireRevision(_ revisionID: String?) throws(ServiceFault) {
        guard let revisionID, revisionID != latest.revisionID else { return }
        throw Lambda.Fault.preconditionFailed(
            "The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve "
                + "the latest RevisionId for your resource."
        )
    }
}

extension FunctionIdentity {
    init(_ function: Function) {
        self.init(accountID: function.scope.accountID, region: function.scope.region, name: function.name)
    }
}
