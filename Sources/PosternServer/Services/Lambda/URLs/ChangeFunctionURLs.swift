import AWSWire
import StateStore

/// `CreateFunctionUrlConfig`: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html>
struct CreateFunctionUrlConfig: ServiceOperation {
    typealias Wire = Lambda.CreateFunctionUrlConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.functionURL(Self.action, reference, authType: input.authType.rawValue, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let config = FunctionURLConfig(
            scope: reference.scope,
            functionName: reference.name,
            qualifier: reference.qualifier,
            urlID: lambda.surroundings.randomness.functionURLID(),
            createdAt: call.time,
            authType: input.authType.rawValue,
            invokeMode: input.invokeMode?.rawValue,
            cors: input.cors.map(FunctionURLCORS.init)
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                guard reference.exists(in: transaction.functions) else { throw FunctionURLConfig.functionNotFound }
                try requireAbsent(config, in: transaction.functions)
                transaction.apply(.url(.put(config)))
            }
            return Wire.Output(
                functionURL: lambda.urlAddress.url(config),
                functionARN: config.functionARN,
                authType: input.authType,
                cors: input.cors,
                creationTime: config.createdAt.iso8601Microseconds,
                invokeMode: input.invokeMode
            )
        }
    }

    private func requireAbsent(_ config: FunctionURLConfig, in functions: FunctionState) throws(ServiceFault) {
        guard functions.urls[config.key] == nil else {
            throw Lambda.Fault.resourceConflict(
                "Failed to create function url config for [functionArn = \(config.functionARN)]. "
                    + "Error message:  FunctionUrlConfig exists for this Lambda function"
            )
        }
    }
}

/// `UpdateFunctionUrlConfig`: what is not given stays.
struct UpdateFunctionUrlConfig: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionUrlConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.functionURL(Self.action, reference, authType: input.authType?.rawValue, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            let config = try await lambda.writer.write { transaction throws(ServiceFault) in
                guard reference.exists(in: transaction.functions) else { throw FunctionURLConfig.functionNotFound }
                var config = try FunctionURLConfig.find(reference, in: transaction.functions)
                apply(input, to: &config, at: call.time)
                transaction.apply(.url(.put(config)))
                return config
            }
            return Wire.Output(
                functionURL: lambda.urlAddress.url(config),
                functionARN: config.functionARN,
                authType: Lambda.FunctionUrlAuthType(rawValue: config.authType),
                cors: config.cors.map(Lambda.Cors.init),
                creationTime: config.createdAt.iso8601Microseconds,
                lastModifiedTime: config.lastModifiedAt.iso8601Microseconds,
                invokeMode: config.invokeMode.map(Lambda.InvokeMode.init(rawValue:))
            )
        }
    }

    private func apply(_ input: Wire.Input, to config: inout FunctionURLConfig, at time: Moment) {
        if let authType = input.authType { config.authType = authType.rawValue }
        if let invokeMode = input.invokeMode { config.invokeMode = invokeMode.rawValue }
        if let cors = input.cors { config.cors = FunctionURLCORS(cors) }
        config.lastModifiedAt = time
    }
}

/// `DeleteFunctionUrlConfig`: the address is never given out again.
struct DeleteFunctionUrlConfig: ServiceOperation {
    typealias Wire = Lambda.DeleteFunctionUrlConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.functionURL(Self.action, reference, authType: nil, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let config = try FunctionURLConfig.find(reference, in: transaction.functions)
                transaction.apply(.url(.remove(config.key)))
            }
            return Unit()
        }
    }
}
