/// The operations of Lambda that are served.
enum LambdaService {
    static func operations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        functionOperations(lambda) + versionOperations(lambda) + layerOperations(lambda) + codeSigningOperations(lambda)
            + settingsOperations(lambda) + invocationOperations(lambda) + urlOperations(lambda)
            + eventInvokeOperations(lambda) + concurrencyOperations(lambda)
    }

    private static func invocationOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(Invoke(lambda: lambda)),
            Served(InvokeAsync(lambda: lambda)),
            Served(InvokeWithResponseStream(lambda: lambda)),
        ]
    }

    private static func functionOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateFunction(lambda: lambda)),
            Served(GetFunction(lambda: lambda)),
            Served(GetFunctionConfiguration(lambda: lambda)),
            Served(ListFunctions(lambda: lambda)),
            Served(UpdateFunctionCode(lambda: lambda)),
            Served(UpdateFunctionConfiguration(lambda: lambda)),
            Served(DeleteFunction(lambda: lambda)),
            Served(AddPermission(lambda: lambda)),
            Served(RemovePermission(lambda: lambda)),
            Served(GetFunctionPolicy()),
        ]
    }

    private static func versionOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(PublishVersion(lambda: lambda)),
            Served(ListVersionsByFunction(lambda: lambda)),
            Served(CreateAlias(lambda: lambda)),
            Served(GetAlias()),
            Served(UpdateAlias(lambda: lambda)),
            Served(DeleteAlias(lambda: lambda)),
            Served(ListAliases()),
        ]
    }

    private static func layerOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(PublishLayerVersion(lambda: lambda)),
            Served(GetLayerVersion(lambda: lambda)),
            Served(GetLayerVersionByArn(lambda: lambda)),
            Served(DeleteLayerVersion(lambda: lambda)),
            Served(ListLayers()),
            Served(ListLayerVersions()),
            Served(AddLayerVersionPermission(lambda: lambda)),
            Served(RemoveLayerVersionPermission(lambda: lambda)),
            Served(GetLayerVersionPolicy()),
        ]
    }

    private static func codeSigningOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateCodeSigningConfig(lambda: lambda)),
            Served(GetCodeSigningConfig()),
            Served(UpdateCodeSigningConfig(lambda: lambda)),
            Served(DeleteCodeSigningConfig(lambda: lambda)),
            Served(ListCodeSigningConfigs()),
            Served(PutFunctionCodeSigningConfig(lambda: lambda)),
            Served(GetFunctionCodeSigningConfig()),
            Served(DeleteFunctionCodeSigningConfig(lambda: lambda)),
            Served(ListFunctionsByCodeSigningConfig()),
        ]
    }

    private static func settingsOperations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(GetAccountSettings(lambda: lambda)),
            Served(TagResource(lambda: lambda)),
            Served(UntagResource(lambda: lambda)),
            Served(ListResourceTags()),
            Served(PutRuntimeManagementConfig(lambda: lambda)),
            Served(GetRuntimeManagementConfig()),
            Served(PutFunctionRecursionConfig(lambda: lambda)),
            Served(GetFunctionRecursionConfig()),
            Served(CreateEventSourceMapping()),
            Served(GetEventSourceMapping()),
            Served(UpdateEventSourceMapping()),
            Served(DeleteEventSourceMapping()),
            Served(ListEventSourceMappings()),
        ]
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
