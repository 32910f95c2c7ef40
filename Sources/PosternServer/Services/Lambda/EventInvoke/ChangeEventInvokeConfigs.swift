import AWSWire
import StateStore

/// `PutFunctionEventInvokeConfig`: replaces what was set before.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html>
struct PutFunctionEventInvokeConfig: ServiceOperation {
    typealias Wire = Lambda.PutFunctionEventInvokeConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let change = try EventInvokeChange(
            retryAttempts: input.maximumRetryAttempts,
            ageSeconds: input.maximumEventAgeInSeconds,
            destinations: input.destinationConfig,
            of: reference,
            as: call
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                guard reference.exists(in: transaction.functions) else {
                    throw FunctionEventInvokeConfig.functionNotFound
                }
                var config = FunctionEventInvokeConfig(
                    scope: reference.scope,
                    functionName: reference.name,
                    qualifier: reference.qualifier ?? "$LATEST",
                    lastModifiedAt: call.time
                )
                change.apply(to: &config)
                transaction.apply(.eventInvokeConfig(.put(config)))
                return config.shown
            }
        }
    }
}

/// `UpdateFunctionEventInvokeConfig`: what is not given stays.
struct UpdateFunctionEventInvokeConfig: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionEventInvokeConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let change = try EventInvokeChange(
            retryAttempts: input.maximumRetryAttempts,
            ageSeconds: input.maximumEventAgeInSeconds,
            destinations: input.destinationConfig,
            of: reference,
            as: call
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                guard reference.exists(in: transaction.functions) else {
                    throw FunctionEventInvokeConfig.functionNotFound
                }
                var config = try FunctionEventInvokeConfig.find(reference, in: transaction.functions)
                change.apply(to: &config)
                config.lastModifiedAt = call.time
                transaction.apply(.eventInvokeConfig(.put(config)))
                return config.shown
            }
        }
    }
}

/// `DeleteFunctionEventInvokeConfig`: Lambda's defaults hold again.
struct DeleteFunctionEventInvokeConfig: ServiceOperation {
    typealias Wire = Lambda.DeleteFunctionEventInvokeConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let config = try FunctionEventInvokeConfig.find(reference, in: transaction.functions)
                transaction.apply(.eventInvokeConfig(.remove(config.key)))
            }
            return Unit()
        }
    }
}

/// What a request sets of a configuration, checked.
private struct EventInvokeChange {
    let retryAttempts: Int?
    let ageSeconds: Int?
    let destinations: EventDestinations?

    /// - Throws: `ResourceNotFoundException` for a function that is not there, `InvalidParameterValueException` when
    ///   nothing is set and for destinations that do not do.
    init(
        retryAttempts: Int?,
        ageSeconds: Int?,
        destinations: Lambda.DestinationConfig?,
        of reference: FunctionReference,
        as call: AuthorizedCall
    ) throws(ServiceFault) {
        guard reference.exists(in: call.functions) else { throw FunctionEventInvokeConfig.functionNotFound }
        guard retryAttempts != nil || ageSeconds != nil || destinations != nil else {
            throw Lambda.Fault.invalidParameterValue(
                "You must specify at least one of error handling or destination setting."
            )
        }
        self.retryAttempts = retryAttempts
        self.ageSeconds = ageSeconds
        self.destinations = destinations.map(EventDestinations.init)
        try self.destinations?.check(for: reference, in: call.call.view, at: call.time)
    }

    func apply(to config: inout FunctionEventInvokeConfig) {
        if let retryAttempts { config.maximumRetryAttempts = retryAttempts }
        if let ageSeconds { config.maximumEventAgeSeconds = ageSeconds }
        if let destinations {
            config.onSuccessARN = destinations.onSuccessARN
            config.onFailureARN = destinations.onFailureARN
        }
    }
}
