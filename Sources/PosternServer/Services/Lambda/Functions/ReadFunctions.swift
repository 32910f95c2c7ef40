import AWSWire
import StateStore

/// `GetFunction`: the configuration and where the code can be had.
struct GetFunction: ServiceOperation {
    typealias Wire = Lambda.GetFunction
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let function = try reference.find(in: call.functions)
        let tags = Dictionary(function.tags.map { ($0.key, $0.value) }) { first, _ in first }
        return .finished(
            Wire.Output(
                configuration: lambda.shown(function),
                code: Lambda.FunctionCodeLocation(
                    repositoryType: "S3",
                    location: "file://\(lambda.packages.path(of: function.latest.code.hash))"
                ),
                tags: tags.isEmpty ? nil : tags,
                concurrency: function.reservedConcurrentExecutions
                    .map { Lambda.Concurrency(reservedConcurrentExecutions: $0) }
            )
        )
    }
}

/// `GetFunctionConfiguration`.
struct GetFunctionConfiguration: ServiceOperation {
    typealias Wire = Lambda.GetFunctionConfiguration
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .finished(lambda.shown(try reference.find(in: call.functions)))
    }
}

/// `ListFunctions`: has no resource; at most fifty a page unless asked otherwise.
struct ListFunctions: ServiceOperation {
    typealias Wire = Lambda.ListFunctions
    private static let defaultPage = 50

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let functions = call.functions.functions.all(in: call.scope).sorted { $0.name < $1.name }
        let size = min(input.maxItems ?? Self.defaultPage, Self.defaultPage)
        let page = try Page(of: functions, after: input.marker, maxItems: size, key: \.name)
        return .finished(Wire.Output(nextMarker: page.marker, functions: page.items.map(listed)))
    }

    /// Lists leave out the states, as AWS does.
    private func listed(_ function: Function) -> Lambda.FunctionConfiguration {
        var shown = lambda.shown(function)
        shown.state = nil
        shown.stateReason = nil
        shown.stateReasonCode = nil
        shown.lastUpdateStatus = nil
        shown.lastUpdateStatusReason = nil
        shown.lastUpdateStatusReasonCode = nil
        shown.runtimeVersionConfig = nil
        return shown
    }
}

extension AuthorizedCall {
    var functions: FunctionState { call.view.snapshot.functions }
}
