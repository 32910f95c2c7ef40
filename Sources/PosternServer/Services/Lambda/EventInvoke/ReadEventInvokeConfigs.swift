import AWSWire
import StateStore

/// `GetFunctionEventInvokeConfig`.
struct GetFunctionEventInvokeConfig: ServiceOperation {
    typealias Wire = Lambda.GetFunctionEventInvokeConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .finished(try FunctionEventInvokeConfig.find(reference, in: call.functions).shown)
    }
}

/// `ListFunctionEventInvokeConfigs`: of the function, its versions and its aliases.
struct ListFunctionEventInvokeConfigs: ServiceOperation {
    typealias Wire = Lambda.ListFunctionEventInvokeConfigs
    private static let pageSize = 50

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        guard reference.exists(in: call.functions) else { throw FunctionEventInvokeConfig.functionNotFound }
        let page = try Page(
            of: call.functions.eventInvokeConfigs.attached(to: reference.name, in: reference.scope),
            after: input.marker,
            maxItems: min(input.maxItems ?? Self.pageSize, Self.pageSize),
            key: \.id
        )
        return .finished(
            Wire.Output(functionEventInvokeConfigs: page.items.map(\.shown), nextMarker: page.marker)
        )
    }
}
