import AWSWire
import StateStore

/// `PutFunctionRecursionConfig`: <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html>
struct PutFunctionRecursionConfig: ServiceOperation {
    typealias Wire = Lambda.PutFunctionRecursionConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.function(in: transaction.functions)
                function.recursiveLoop = input.recursiveLoop.rawValue
                transaction.apply(.function(.put(function)))
            }
            return Wire.Output(recursiveLoop: input.recursiveLoop)
        }
    }
}

/// `GetFunctionRecursionConfig`: `Terminate` unless it was set.
struct GetFunctionRecursionConfig: ServiceOperation {
    typealias Wire = Lambda.GetFunctionRecursionConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let function = try FunctionReference(input.functionName, in: call.scope).unqualified.function(
            in: call.functions
        )
        return .finished(
            Wire.Output(recursiveLoop: function.recursiveLoop.map(Lambda.RecursiveLoop.init(rawValue:)) ?? .terminate)
        )
    }
}
