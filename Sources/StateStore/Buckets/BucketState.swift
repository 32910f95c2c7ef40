/// Every bucket, as one value that is replaced whole after each persisted change.
package struct BucketState: Sendable, Equatable {
    package private(set) var buckets = EntityTable<Bucket>()

    package init() {}

    /// The bucket with this name, whichever account owns it.
    package func bucket(named name: String) -> Bucket? {
        buckets.first(id: name)
    }

    package mutating func apply(_ change: BucketChange) {
        switch change {
        case .bucket(let change): buckets.apply(change)
        }
    }
}

/// One change to the buckets; applied alike by ``BucketState`` and by the database.
package enum BucketChange: Sendable, Equatable {
    case bucket(EntityChange<Bucket>)
}
