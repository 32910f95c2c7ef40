extension Array: WireReadable where Element: WireReadable {
    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .list(let values) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = []
        reserveCapacity(values.count)
        for value in values { append(try Element(wireValue: value)) }
    }
}

extension Array: WireWritable where Element: WireWritable {
    package var wireValue: WireValue { .list(map(\.wireValue)) }
}

extension Dictionary: WireReadable where Key == String, Value: WireReadable {
    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .map(let entries) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self.init(minimumCapacity: entries.count)
        for entry in entries { self[entry.key] = try Value(wireValue: entry.value) }
    }
}

extension Dictionary: WireWritable where Key == String, Value: WireWritable {
    /// The entries in the order of their keys, so that equal dictionaries are written alike.
    package var wireValue: WireValue {
        .map(sorted { $0.key < $1.key }.map { WireValue.MapEntry(key: $0.key, value: $0.value.wireValue) })
    }
}
