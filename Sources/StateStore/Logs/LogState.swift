/// Every log group, as one value that is replaced whole after each persisted change.
package struct LogState: Sendable, Equatable {
    package private(set) var groups = EntityTable<LogGroup>()

    package init() {}

    package mutating func apply(_ change: LogChange) {
        switch change {
        case .group(let change): groups.apply(change)
        }
    }
}
