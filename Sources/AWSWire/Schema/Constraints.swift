/// Bounds of a number, both inclusive.
package struct NumericRange: Sendable {
    /// In the order in which AWS lists them.
    let constraints: [Constraint]

    package static let any = NumericRange(constraints: [])

    private init(constraints: [Constraint]) {
        self.constraints = constraints
    }

    /// Bounds of whole numbers; nil where the model has none.
    package init(min: Int? = nil, max: Int? = nil) {
        constraints = [
            max.map { .maximum(Double($0), text: String($0)) },
            min.map { .minimum(Double($0), text: String($0)) },
        ].compactMap(\.self)
    }

    /// Bounds of numbers with a fraction, which messages show as Java does: `8.0`.
    package init(min: Double? = nil, max: Double? = nil) {
        constraints = [
            max.map { .maximum($0, text: String($0)) },
            min.map { .minimum($0, text: String($0)) },
        ].compactMap(\.self)
    }
}

/// Bounds of a length, both inclusive: characters of a string, bytes of a blob, items of a list or map.
package struct LengthRange: Sendable {
    /// In the order in which AWS lists them.
    let constraints: [Constraint]

    package static let any = LengthRange()

    package init(min: Int? = nil, max: Int? = nil) {
        constraints = [max.map(Constraint.maximumLength), min.map(Constraint.minimumLength)].compactMap(\.self)
    }
}

/// What the model asks of a string.
package struct StringConstraints: Sendable {
    /// In the order in which AWS lists them.
    let constraints: [Constraint]

    package static let none = StringConstraints()

    /// - Parameter pattern: an expression of a model, which stops the program when it cannot be read: the constraints
    ///   are generated code, and a test reads them all.
    package init(min: Int? = nil, max: Int? = nil, pattern: String? = nil) {
        var constraints = LengthRange(min: min, max: max).constraints
        do throws(PatternError) {
            if let pattern { constraints.append(.pattern(try Pattern(pattern))) }
        } catch {
            preconditionFailure("the model's pattern has syntax that is not read: \(error.unsupported)")
        }
        self.constraints = constraints
    }
}
