package import StateStore

/// A point in time as the state keeps it. The name tells it from the wire's own `Timestamp`.
package typealias Moment = Timestamp
