import AWSWire
import StateStore

/// `PutFunctionConcurrency`: <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html>
struct PutFunctionConcurrency: ServiceOperation {
    typealias Wire = Lambda.PutFunctionConcurrency
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(unqualified: input.functionName, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.findLatest(in: transaction.functions)
                let reserved = input.reservedConcurrentExecutions
                try lambda.concurrency.checkReservation(reserved, of: function, in: transaction.functions)
                function.reservedConcurrentExecutions = reserved
                transaction.apply(.function(.put(function)))
            }
            return Wire.Output(reservedConcurrentExecutions: input.reservedConcurrentExecutions)
        }
    }
}

/// `GetFunctionConcurrency`.
struct GetFunctionConcurrency: ServiceOperation {
    typealias Wire = Lambda.GetFunctionConcurrency

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(unqualified: input.functionName, in: call.scope)
        let function = try reference.findLatest(in: call.functions)
        return .finished(Wire.Output(reservedConcurrentExecutions: function.reservedConcurrentExecutions))
    }
}

/// `DeleteFunctionConcurrency`: the function draws on the unreserved pool again.
struct DeleteFunctionConcurrency: ServiceOperation {
    typealias Wire = Lambda.DeleteFunctionConcurrency
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(unqualified: input.functionName, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.findLatest(in: transaction.functions)
                function.reservedConcurrentExecutions = nil
                transaction.apply(.function(.put(function)))
            }
            return Unit()
        }
    }
}

extension FunctionReference {
    /// - Throws: `InvalidParameterValueException` when a version or an alias is named.
    fileprivate init(unqualified text: String, in scope: Scope) throws(ServiceFault) {
        try self.init(text, in: scope)
        guard qualifier == nil else {
            throw Lambda.Fault.invalidParameterValue(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this "
                    + "operation. Please specify either a function name or an unqualified function ARN."
            )
        }
    }

    /// - Throws: `ResourceNotFoundException`, which names `$LATEST`.
    fileprivate func findLatest(in functions: FunctionState) throws(ServiceFault) -> Function {
        guard let function = functions.functions[name, in: scope] else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(unqualifiedARN):$LATEST")
        }
        return function
    }
}
