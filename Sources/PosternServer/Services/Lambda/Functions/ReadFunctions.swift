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
        let target = try reference.target(in: call.functions)
        let function = target.function
        let tags = Dictionary(function.tags.map { ($0.key, $0.value) }) { first, _ in first }
        return .finished(
            Wire.Output(
                configuration: lambda.shown(target, named: reference),
                code: Lambda.FunctionCodeLocation(
                    repositoryType: "S3",
                    location: lambda.location(of: target.settings.code, in: call.call)
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
        return .finished(lambda.shown(try reference.target(in: call.functions), named: reference))
    }
}

/// `ListFunctions`: `$LATEST` of each function, or with `FunctionVersion=ALL` every version of each.
struct ListFunctions: ServiceOperation {
    typealias Wire = Lambda.ListFunctions
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try FunctionChecks.unsupported([
            (name: "MasterRegion, which lists the replicas of Lambda@Edge,", isWanted: input.masterRegion != nil)
        ])
        let functions = call.functions.functions.all(in: call.scope).sorted { $0.name < $1.name }
        let listed =
            input.functionVersion == .all
            ? functions.flatMap { lambda.listedVersions(of: $0, in: call.functions) }
            : functions.map { lambda.shown($0).listed }
        let page = try LambdaPage(of: listed, after: input.marker, maxItems: input.maxItems, key: \.listKey)
        return .finished(Wire.Output(nextMarker: page.marker, functions: page.items))
    }
}

extension AuthorizedCall {
    var functions: FunctionState { call.view.snapshot.functions }
}
