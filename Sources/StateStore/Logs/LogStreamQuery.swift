/// Which streams of a group to list.
package struct LogStreamQuery: Sendable, Equatable {
    package enum Order: Sendable {
        case name
        case lastEventTime
    }

    package var namePrefix: String
    package var order: Order
    package var descending: Bool
    /// Streams to pass over before the first.
    package var offset: Int
    package var limit: Int

    package init(
        namePrefix: String = "",
        order: Order = .name,
        descending: Bool = false,
        offset: Int = 0,
        limit: Int = 50
    ) {
        self.namePrefix = namePrefix
        self.order = order
        self.descending = descending
        self.offset = offset
        self.limit = limit
    }
}
