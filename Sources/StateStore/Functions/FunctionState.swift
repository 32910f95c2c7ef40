/// Every function and what its invocation needs, as one value that is replaced whole after each persisted change.
package struct FunctionState: Sendable, Equatable {
    package private(set) var functions = EntityTable<Function>()
    package private(set) var urls = EntityTable<FunctionURLConfig>()
    package private(set) var eventInvokeConfigs = EntityTable<FunctionEventInvokeConfig>()
    package private(set) var provisionedConcurrency = EntityTable<ProvisionedConcurrencyConfig>()

    package init() {}

    package mutating func apply(_ change: FunctionChange) {
        switch change {
        case .function(let change): functions.apply(change)
        case .url(let change): urls.apply(change)
        case .eventInvokeConfig(let change): eventInvokeConfigs.apply(change)
        case .provisionedConcurrency(let change): provisionedConcurrency.apply(change)
        }
    }
}
