/// Every function and what its invocation needs, as one value that is replaced whole after each persisted change.
package struct FunctionState: Sendable, Equatable {
    package private(set) var functions = EntityTable<Function>()

    package init() {}

    package mutating func apply(_ change: FunctionChange) {
        switch change {
        case .function(let change): functions.apply(change)
        }
    }
}
