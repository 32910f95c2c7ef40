import AWSWire
import StateStore

/// `GetFunctionUrlConfig`: <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html>
struct GetFunctionUrlConfig: ServiceOperation {
    typealias Wire = Lambda.GetFunctionUrlConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.functionURL(Self.action, reference, authType: nil, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let shown = try FunctionURLConfig.find(reference, in: call.functions).shown(at: lambda.urlAddress)
        return .finished(
            Wire.Output(
                functionURL: shown.functionURL,
                functionARN: shown.functionARN,
                authType: shown.authType,
                cors: shown.cors,
                creationTime: shown.creationTime,
                lastModifiedTime: shown.lastModifiedTime,
                invokeMode: shown.invokeMode
            )
        )
    }
}

/// `ListFunctionUrlConfigs`: of the function itself and of its aliases.
struct ListFunctionUrlConfigs: ServiceOperation {
    typealias Wire = Lambda.ListFunctionUrlConfigs
    private static let pageSize = 50

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        return [.functionURL(Self.action, reference, authType: nil, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        guard reference.exists(in: call.functions) else { throw FunctionURLConfig.functionNotFound }
        let page = try Page(
            of: call.functions.urls.attached(to: reference.name, in: reference.scope),
            after: input.marker,
            maxItems: min(input.maxItems ?? Self.pageSize, Self.pageSize),
            key: \.id
        )
        let configs = page.items.map { $0.shown(at: lambda.urlAddress) }
        return .finished(Wire.Output(functionURLConfigs: configs, nextMarker: page.marker))
    }
}
