/// The operations of Lambda that are served.
enum LambdaService {
    static func operations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateFunction(lambda: lambda)),
            Served(GetFunction(lambda: lambda)),
            Served(GetFunctionConfiguration(lambda: lambda)),
            Served(ListFunctions(lambda: lambda)),
            Served(UpdateFunctionCode(lambda: lambda)),
            Served(UpdateFunctionConfiguration(lambda: lambda)),
            Served(DeleteFunction(lambda: lambda)),
            Served(PublishVersion(lambda: lambda)),
            Served(ListVersionsByFunction(lambda: lambda)),
            Served(CreateAlias(lambda: lambda)),
            Served(GetAlias()),
            Served(UpdateAlias(lambda: lambda)),
            Served(DeleteAlias(lambda: lambda)),
            Served(ListAliases()),
            Served(Invoke(lambda: lambda)),
            Served(InvokeAsync(lambda: lambda)),
            Served(InvokeWithResponseStream(lambda: lambda)),
            Served(AddPermission(lambda: lambda)),
            Served(RemovePermission(lambda: lambda)),
            Served(GetFunctionPolicy()),
        ] + urlOperations(lambda) + eventInvokeOperations(lambda) + concurrencyOperations(lambda)
    }

    private static func urlOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateFunctionUrlConfig(lambda: lambda)),
            Served(GetFunctionUrlConfig(lambda: lambda)),
            Served(UpdateFunctionUrlConfig(lambda: lambda)),
            Served(DeleteFunctionUrlConfig(lambda: lambda)),
            Served(ListFunctionUrlConfigs(lambda: lambda)),
        ]
    }

    private static func eventInvokeOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(PutFunctionEventInvokeConfig(lambda: lambda)),
            Served(UpdateFunctionEventInvokeConfig(lambda: lambda)),
            Served(GetFunctionEventInvokeConfig()),
            Served(DeleteFunctionEventInvokeConfig(lambda: lambda)),
            Served(ListFunctionEventInvokeConfigs()),
        ]
    }

    private static func concurrencyOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(PutFunctionConcurrency(lambda: lambda)),
            Served(GetFunctionConcurrency()),
            Served(DeleteFunctionConcurrency(lambda: lambda)),
            Served(PutProvisionedConcurrencyConfig(lambda: lambda)),
            Served(GetProvisionedConcurrencyConfig(lambda: lambda)),
            Served(DeleteProvisionedConcurrencyConfig(lambda: lambda)),
            Served(ListProvisionedConcurrencyConfigs(lambda: lambda)),
        ]
    }
}
