import AWSWire
import LambdaCore
import StateStore

/// `GetProvisionedConcurrencyConfig`: counts what is ready now.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html>
struct GetProvisionedConcurrencyConfig: ServiceOperation {
    typealias Wire = Lambda.GetProvisionedConcurrencyConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        try reference.requirePublished()
        _ = try reference.findQualified(in: call.functions)
        let configs = call.functions.provisionedConcurrency
        guard let config = configs[reference.name, reference.qualifier, in: reference.scope] else {
            throw Lambda.Fault.provisionedConcurrencyConfigNotFound(
                "No Provisioned Concurrency Config found for this function"
            )
        }
        let item = lambda.shown(config, in: call.functions)
        return .finished(
            Wire.Output(
                requestedProvisionedConcurrentExecutions: item.requestedProvisionedConcurrentExecutions,
                availableProvisionedConcurrentExecutions: item.availableProvisionedConcurrentExecutions,
                allocatedProvisionedConcurrentExecutions: item.allocatedProvisionedConcurrentExecutions,
                status: item.status,
                statusReason: item.statusReason,
                lastModified: item.lastModified
            )
        )
    }
}

/// `ListProvisionedConcurrencyConfigs`.
struct ListProvisionedConcurrencyConfigs: ServiceOperation {
    typealias Wire = Lambda.ListProvisionedConcurrencyConfigs
    private static let pageSize = 50

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        guard reference.exists(in: call.functions) else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(reference.arn)")
        }
        let page = try Page(
            of: call.functions.provisionedConcurrency.attached(to: reference.name, in: reference.scope),
            after: input.marker,
            maxItems: min(input.maxItems ?? Self.pageSize, Self.pageSize),
            key: \.id
        )
        let items = page.items.map { lambda.shown($0, in: call.functions) }
        return .finished(Wire.Output(provisionedConcurrencyConfigs: items, nextMarker: page.marker))
    }
}

extension LambdaDependencies {
    /// A configuration with what has come of it so far.
    fileprivate func shown(
        _ config: ProvisionedConcurrencyConfig,
        in functions: FunctionState
    ) -> Lambda.ProvisionedConcurrencyConfigListItem {
        let progress = provisioned.progress(of: config, in: functions)
        return Lambda.ProvisionedConcurrencyConfigListItem(
            functionARN: config.functionARN,
            requestedProvisionedConcurrentExecutions: config.requestedExecutions,
            availableProvisionedConcurrentExecutions: progress.ready,
            allocatedProvisionedConcurrentExecutions: progress.ready,
            status: progress.failure != nil
                ? .failed : progress.ready >= config.requestedExecutions ? .ready : .inProgress,
            statusReason: progress.failure,
            lastModified: config.lastModifiedAt.lambdaText
        )
    }
}
