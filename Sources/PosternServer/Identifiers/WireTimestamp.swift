import AWSWire

/// A point in time as answers carry it. The name tells it from the state's own `Timestamp`.
typealias WireTimestamp = Timestamp
