/// A string that the model limits to a set of values. Values outside the set are refused when a request is validated;
/// they can be represented, so that an enumeration may grow.
package protocol WireEnumeration: WireConvertible, RawRepresentable, Hashable where RawValue == String {
    init(rawValue: String)
}

extension WireEnumeration {
    package var wireValue: WireValue { .string(rawValue) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .string(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self.init(rawValue: value)
    }
}
