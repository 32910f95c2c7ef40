/// One thing that the model asks of a value.
enum Constraint: Sendable {
    case maximumLength(Int)
    case minimumLength(Int)
    case maximum(Double, text: String)
    case minimum(Double, text: String)
    case pattern(Pattern)
    case oneOf([String])

    /// The constraint in AWS's words.
    var sentence: String {
        switch self {
        case .maximumLength(let length): "Member must have length less than or equal to \(length)"
        case .minimumLength(let length): "Member must have length greater than or equal to \(length)"
        case .maximum(_, let text): "Member must have value less than or equal to \(text)"
        case .minimum(_, let text): "Member must have value greater than or equal to \(text)"
        case .pattern(let pattern): "Member must satisfy regular expression pattern: \(pattern.text)"
        case .oneOf(let values): "Member must satisfy enum value set: [\(values.joined(separator: ", "))]"
        }
    }

    func isSatisfied(by value: WireValue) -> Bool {
        switch (self, value) {
        case (.maximumLength(let length), _): value.length.map { $0 <= length } ?? true
        case (.minimumLength(let length), _): value.length.map { $0 >= length } ?? true
        case (.maximum(let bound, _), _): value.number.map { $0 <= bound } ?? true
        case (.minimum(let bound, _), _): value.number.map { $0 >= bound } ?? true
        case (.pattern(let pattern), .string(let text)): pattern.matches(text)
        case (.oneOf(let values), .string(let text)): values.contains(text)
        case (.pattern, _), (.oneOf, _): true
        }
    }
}

extension Shape {
    /// The constraints on a value itself, not on its members or items, in the order in which AWS lists them.
    var constraints: [Constraint] {
        switch self {
        case .integer(let range), .long(let range), .double(let range): range.constraints
        case .string(let constraints): constraints.constraints
        case .enumeration(let values): [.oneOf(values)]
        case .blob(let length), .list(_, let length, _), .map(_, _, let length, _, _): length.constraints
        case .boolean, .timestamp, .structure, .document: []
        }
    }
}

extension WireValue {
    /// Characters (Unicode scalars), bytes or items; nil for values without a length.
    fileprivate var length: Int? {
        switch self {
        case .string(let text): text.unicodeScalars.count
        case .blob(let bytes): bytes.count
        case .list(let items): items.count
        case .map(let entries): entries.count
        case .boolean, .integer, .double, .timestamp, .structure, .document: nil
        }
    }

    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
