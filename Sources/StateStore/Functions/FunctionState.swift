/// Every function and what its invocation needs, as one value that is replaced whole after each persisted change.
package struct FunctionState: Sendable, Equatable {
    package private(set) var functions = EntityTable<Function>()
    package private(set) var urls = EntityTable<FunctionURLConfig>()
    package private(set) var eventInvokeConfigs = EntityTable<FunctionEventInvokeConfig>()
    package private(set) var provisionedConcurrency = EntityTable<ProvisionedConcurrencyConfig>()
    package private(set) var versions = EntityTable<PublishedVersion>()
    package private(set) var aliases = EntityTable<FunctionAlias>()
    package private(set) var layers = EntityTable<Layer>()
    package private(set) var layerVersions = EntityTable<LayerVersion>()
    package private(set) var codeSigningConfigs = EntityTable<CodeSigningConfig>()

    package init() {}

    package mutating func apply(_ change: FunctionChange) {
        switch change {
        case .function(let change): functions.apply(change)
        case .url(let change): urls.apply(change)
        case .eventInvokeConfig(let change): eventInvokeConfigs.apply(change)
        case .provisionedConcurrency(let change): provisionedConcurrency.apply(change)
        case .version(let change): versions.apply(change)
        case .alias(let change): aliases.apply(change)
        case .layer(let change): layers.apply(change)
        case .layerVersion(let change): layerVersions.apply(change)
        case .codeSigningConfig(let change): codeSigningConfigs.apply(change)
        }
    }
}

extension FunctionState {
    /// The version of a function with this number; nil for `$LATEST` and for what was never published or is deleted.
    package func version(_ number: String, of function: Function) -> PublishedVersion? {
        versions[PublishedVersion.id(function.name, number), in: function.scope]
    }

    package func alias(_ name: String, of function: Function) -> FunctionAlias? {
        aliases[PublishedVersion.id(function.name, name), in: function.scope]
    }

    /// The published versions of a function, oldest first.
    package func versions(of function: Function) -> [PublishedVersion] {
        versions.all(in: function.scope).filter { $0.functionName == function.name }.sorted { $0.number < $1.number }
    }

    /// The aliases of a function by name.
    package func aliases(of function: Function) -> [FunctionAlias] {
        aliases.all(in: function.scope).filter { $0.functionName == function.name }.sorted { $0.name < $1.name }
    }

    /// What deleting a function takes away, with all that is attached to it.
    package func removal(of function: Function) -> [FunctionChange] {
        versions(of: function).map { .version(.remove($0.key)) } + aliases(of: function).map { .alias(.remove($0.key)) }
            + [.function(.remove(function.key))] + detaching(function.name, in: function.scope)
    }

    /// What deleting a version takes away.
    package func removal(of version: PublishedVersion) -> [FunctionChange] {
        [.version(.remove(version.key))]
            + detaching(version.functionName, qualifier: String(version.number), in: version.scope)
    }

    /// What deleting an alias takes away.
    package func removal(of alias: FunctionAlias) -> [FunctionChange] {
        [.alias(.remove(alias.key))] + detaching(alias.functionName, qualifier: alias.name, in: alias.scope)
    }
}
