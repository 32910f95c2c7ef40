import AWSWire
import LambdaCore
import StateStore

/// `UpdateFunctionConfiguration`: what is left out stays as it is.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html>
struct UpdateFunctionConfiguration: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionConfiguration
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        var update = AuthorizationRequirement.function(Self.action, reference, in: call)
        update.context += FunctionLayers.conditionKeys(input.layers)
        var requirements = [update]
        if let role = input.role { requirements.append(try .passRole(role, for: reference.unqualifiedARN, in: call)) }
        return requirements + FunctionLayers.requirements(input.layers, in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let function = try reference.function(in: call.functions)
        try check(input, of: function)
        try function.requireSettled()
        try function.requireRevision(input.revisionID)
        if let role = input.role { try ExecutionRole.check(role, in: call.call.view, at: call.time) }
        let revision = lambda.surroundings.randomness.uuid()
        return .asynchronously { () throws(ServiceFault) in
            let function = try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.function(in: transaction.functions)
                try function.requireSettled()
                try function.requireRevision(input.revisionID)
                try apply(input, to: &function, in: transaction.functions)
                function.latest.lastModified = call.time
                function.latest.revisionID = revision
                function.latest.status = .updating
                transaction.apply(.function(.put(function)))
                return function
            }
            lambda.transitions.settleLater(function.key)
            return lambda.shown(function)
        }
    }

    private func check(_ input: Wire.Input, of function: Function) throws(ServiceFault) {
        try FunctionChecks.unsupported([
            (name: "VpcConfig", isWanted: input.vpcConfig?.subnetIDs?.isEmpty == false),
            (name: "FileSystemConfigs", isWanted: input.fileSystemConfigs?.isEmpty == false),
            (name: "container images (ImageConfig)", isWanted: input.imageConfig != nil),
            (name: "DurableConfig", isWanted: input.durableConfig != nil),
            (name: "CapacityProviderConfig", isWanted: input.capacityProviderConfig != nil),
        ])
        if let runtime = input.runtime { try FunctionChecks.runtime(runtime.rawValue, in: lambda.runtimes) }
        try FunctionChecks.snapStart(input.snapStart, runtime: input.runtime?.rawValue ?? function.latest.runtime)
        try FunctionChecks.memory(input.memorySize)
        try FunctionChecks.environment(input.environment?.variables)
        try FunctionChecks.deadLetterTarget(input.deadLetterConfig)
    }

    private func apply(
        _ input: Wire.Input,
        to function: inout Function,
        in functions: FunctionState
    ) throws(ServiceFault) {
        function.latest.update(input)
        try function.latest.logging.update(input.loggingConfig)
        if let layers = input.layers {
            function.latest.layers = try FunctionLayers.attach(layers, to: function.scope, in: functions)
            try FunctionLayers.checkSize(function.latest.code, function.latest.layers)
        }
        if let environment = input.environment {
            let variables = environment.variables ?? [:]
            // Sealing again would change what is stored of variables that are the same.
            guard lambda.variables(of: function.latest, function) != variables else { return }
            function.latest.environment = FunctionEnvironment(
                variables,
                scope: function.scope,
                functionName: function.name,
                sealedWith: lambda.sealingKey
            )
        }
    }
}

extension FunctionSettings {
    /// Takes over what needs nothing but the request; an empty text takes a setting away.
    fileprivate mutating func update(_ input: Lambda.UpdateFunctionConfiguration.Input) {
        if let role = input.role { roleARN = role }
        if let handler = input.handler { self.handler = handler }
        if let description = input.description { functionDescription = description }
        if let timeout = input.timeout { timeoutSeconds = timeout }
        if let memory = input.memorySize { memorySizeMB = memory }
        if let runtime = input.runtime { self.runtime = runtime.rawValue }
        if let storage = input.ephemeralStorage { ephemeralStorageMB = storage.size }
        if let tracing = input.tracingConfig?.mode { tracingMode = tracing.rawValue }
        if let key = input.kmsKeyARN { kmsKeyARN = key.isEmpty ? nil : key }
        if let target = input.deadLetterConfig?.targetARN { deadLetterTargetARN = target.isEmpty ? nil : target }
        if let applyOn = input.snapStart?.applyOn {
            snapStartApplyOn = applyOn == .publishedVersions ? applyOn.rawValue : nil
        }
        if input.vpcConfig != nil { hasEmptyVPCConfig = true }
    }
}
