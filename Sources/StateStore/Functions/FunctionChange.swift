/// One change to the functions; applied alike by ``FunctionState`` and by the database.
package enum FunctionChange: Sendable, Equatable {
    case function(EntityChange<Function>)
    case url(EntityChange<FunctionURLConfig>)
    case eventInvokeConfig(EntityChange<FunctionEventInvokeConfig>)
    case provisionedConcurrency(EntityChange<ProvisionedConcurrencyConfig>)
    case version(EntityChange<PublishedVersion>)
    case alias(EntityChange<FunctionAlias>)
    case layer(EntityChange<Layer>)
    case layerVersion(EntityChange<LayerVersion>)
    case codeSigningConfig(EntityChange<CodeSigningConfig>)
}
