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
package struct StringConstraints: Sendable {
    package let length: LengthRange
    /// A regular expression that the whole string must match.
    package let pattern: Pattern?

    package static let none = StringConstraints()

    /// - Parameter pattern: an expression of a model, which stops the program when it cannot be read: the constraints
    ///   are generated code, and a test reads them all.
    package init(min: Int? = nil, max: Int? = nil, pattern: String? = nil) {
        length = LengthRange(min: min, max: max)
        do throws(PatternError) {
            self.pattern = try pattern.flatMapTyped { text throws(PatternError) in try Pattern(text) }
        } catch {
            preconditionFailure("the model's pattern has syntax that is not read: \(error.unsupported)")
        }
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
