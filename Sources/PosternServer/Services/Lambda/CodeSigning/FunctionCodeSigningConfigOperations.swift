import AWSWire
import StateStore

/// `PutFunctionCodeSigningConfig`: holds from the next deployment of code.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionCodeSigningConfig.html>
struct PutFunctionCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.PutFunctionCodeSigningConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        let key = (key: "lambda:CodeSigningConfigArn", values: [input.codeSigningConfigARN])
        var config = AuthorizationRequirement.codeSigningConfig(Self.action, input.codeSigningConfigARN, in: call)
        var function = AuthorizationRequirement.function(Self.action, reference, in: call)
        config.context.append(key)
        function.context.append(key)
        return [config, function]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                try CodeSigning.attachable(input.codeSigningConfigARN, in: transaction.functions)
                var function = try reference.function(in: transaction.functions)
                function.codeSigningConfigARN = input.codeSigningConfigARN
                transaction.apply(.function(.put(function)))
            }
            return Wire.Output(codeSigningConfigARN: input.codeSigningConfigARN, functionName: reference.name)
        }
    }
}

/// `GetFunctionCodeSigningConfig`: of a function without one the answer is empty.
struct GetFunctionCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.GetFunctionCodeSigningConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let function = try reference.function(in: call.functions)
        guard let arn = function.codeSigningConfigARN else { return .finished(Wire.Output()) }
        return .finished(Wire.Output(codeSigningConfigARN: arn, functionName: function.name))
    }
}

/// `DeleteFunctionCodeSigningConfig`: a function without one is no error.
struct DeleteFunctionCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.DeleteFunctionCodeSigningConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.function(in: transaction.functions)
                guard function.codeSigningConfigARN != nil else { return }
                function.codeSigningConfigARN = nil
                transaction.apply(.function(.put(function)))
            }
            return Unit()
        }
    }
}

/// `ListFunctionsByCodeSigningConfig`.
struct ListFunctionsByCodeSigningConfig: ServiceOperation {
    typealias Wire = Lambda.ListFunctionsByCodeSigningConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.codeSigningConfig(Self.action, input.codeSigningConfigARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let config = try CodeSigning.config(input.codeSigningConfigARN, in: call.functions)
        let page = try LambdaPage(
            of: call.functions.functions(with: config),
            after: input.marker,
            maxItems: input.maxItems,
            key: \.name
        )
        return .finished(Wire.Output(nextMarker: page.marker, functionARNs: page.items.map(\.arn)))
    }
}
