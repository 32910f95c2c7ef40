/// One request value against one policy value, for the operators that are not negated.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
struct ReferenceComparison {
    private let name: String
    private let request: ReferenceRequest
    private let substituting: Bool

    init(_ name: String, request: ReferenceRequest, substituting: Bool) {
        self.name = name
        self.request = request
        self.substituting = substituting
    }

    /// Nil when a side is not of the operator's type. Only String and ARN operators know variables; one without a
    /// value matches nothing.
    func matches(pattern: String, value: String) -> Bool? {
        switch name {
        case "StringEquals": resolved(pattern).map { sameScalars($0, value) } ?? false
        case "StringEqualsIgnoreCase": resolved(pattern).map { sameScalars(lowered($0), lowered(value)) } ?? false
        case "StringLike":
            ReferencePattern(pattern, for: request, substituting: substituting)?.matches(value) ?? false
        case "ArnEquals", "ArnLike": arn(pattern, value)
        case "Bool": both(ReferenceValues.bool, pattern, value).map { $0 == $1 }
        case "BinaryEquals": both(ReferenceValues.bytes, pattern, value).map { $0 == $1 }
        case "IpAddress": both(ReferenceAddress.init, pattern, value).flatMap { $1.isSingle ? $0.contains($1) : nil }
        default:
            if name.hasPrefix("Numeric") {
                both(ReferenceValues.number, pattern, value).map { ordered(name.dropFirst(7), $1, $0) }
            } else {
                both(ReferenceValues.date, pattern, value).map { ordered(name.dropFirst(4), $1, $0) }
            }
        }
    }

    private func resolved(_ pattern: String) -> String? {
        guard let tokens = ReferencePattern(pattern, for: request, substituting: substituting)?.tokens else {
            return nil
        }
        return String(String.UnicodeScalarView(tokens.map(\.asWritten)))
    }

    /// What has no six components is no ARN; only of a pattern with variables nothing can be demanded, and it matches
    /// nothing where they have no value or do not make an ARN of it.
    private func arn(_ pattern: String, _ value: String) -> Bool? {
        guard value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).count == 6 else { return nil }
        let hasVariables = substituting && pattern.contains("${")
        let resolved = ReferencePattern(pattern, for: request, substituting: substituting)
        return resolved?.matchesComponents(of: value) ?? (hasVariables ? false : nil)
    }

    private func both<Value>(_ read: (String) -> Value?, _ pattern: String, _ value: String) -> (Value, Value)? {
        guard let first = read(pattern), let second = read(value) else { return nil }
        return (first, second)
    }

    private func ordered<Value: Comparable>(_ relation: Substring, _ value: Value, _ bound: Value) -> Bool {
        switch relation {
        case "LessThan": value < bound
        case "LessThanEquals": value <= bound
        case "GreaterThan": value > bound
        case "GreaterThanEquals": value >= bound
        default: value == bound
        }
    }

    /// Swift's `==` would call two spellings of one character equal; IAM does not.
    private func sameScalars(_ first: String, _ second: String) -> Bool {
        first.unicodeScalars.elementsEqual(second.unicodeScalars)
    }

    private func lowered(_ text: String) -> String {
        text.map { $0.isASCII ? $0.lowercased() : String($0) }.joined()
    }
}
