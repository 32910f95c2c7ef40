/// The state that requests are answered from, as one value.
package struct StateSnapshot: Sendable, Equatable {
    package private(set) var identity = IdentityState()
    package private(set) var functions = FunctionState()
    package private(set) var logs = LogState()
    package private(set) var organizations = OrganizationState()
    package private(set) var buckets = BucketState()

    package init() {}

    /// Makes the same change that ``StateStore/persist(_:)`` writes.
    package mutating func apply(_ change: StateChange) {
        switch change {
        case .identity(let change): identity.apply(change)
        case .functions(let change): functions.apply(change)
        case .logs(let change): logs.apply(change)
        case .organizations(let change): organizations.apply(change)
        case .buckets(let change): buckets.apply(change)
        }
    }
}
