extension Bool: WireConvertible {
    package var wireValue: WireValue { .boolean(self) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .boolean(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = value
    }
}

extension Int: WireConvertible {
    package var wireValue: WireValue { .integer(Int64(self)) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .integer(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = Int(value)
    }
}

extension Double: WireConvertible {
    package var wireValue: WireValue { .double(self) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .double(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = value
    }
}

extension String: WireConvertible {
    package var wireValue: WireValue { .string(self) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .string(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = value
    }
}

extension Timestamp: WireConvertible {
    package var wireValue: WireValue { .timestamp(self) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .timestamp(let value) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self = value
    }
}
