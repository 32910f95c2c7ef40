/// Bounds of a number, both inclusive; nil where the model has none.
package struct NumericRange: Sendable, Equatable {
    package let min: Double?
    package let max: Double?

    package static let any = NumericRange()

    package init(min: Double? = nil, max: Double? = nil) {
        self.min = min
        self.max = max
    }
}

/// Bounds of a length, both inclusive: characters of a string, bytes of a blob, items of a list or map.
package struct LengthRange: Sendable, Equatable {
    package let min: Int?
    package let max: Int?

    package static let any = LengthRange()

    package init(min: Int? = nil, max: Int? = nil) {
        self.min = min
        self.max = max
    }
}

/// What the model asks of a string.
package struct StringConstraints: Sendable, Equatable {
    package let length: LengthRange
    /// A regular expression that the whole string must match, in the model's spelling.
    package let pattern: String?

    package static let none = StringConstraints()

    package init(min: Int? = nil, max: Int? = nil, pattern: String? = nil) {
        length = LengthRange(min: min, max: max)
        self.pattern = pattern
    }
}

/// How a timestamp is written (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>).
package enum TimestampFormat: Sendable {
    /// `2026-11-23T08:23:21Z`
    case dateTime
    /// Seconds since the epoch, with decimals when there are some.
    case epochSeconds
    /// `Mon, 23 Nov 2026 08:23:21 GMT`
    case httpDate
}
