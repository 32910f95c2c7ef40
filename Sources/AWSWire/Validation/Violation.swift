/// One constraint of the model that a value breaks.
struct Violation: Sendable, Equatable {
    /// Where the value stands, such as `tags.1.member.key`: names begin in lower case, lists count from one.
    let path: String
    /// The value as Java would print it; nil when there is none.
    let value: String?
    /// Whether the model calls the value sensitive, so that no message may repeat it.
    let isSensitive: Bool
    /// What the value must satisfy, such as `Member must not be null`.
    let constraint: String
}

extension Violation {
    /// The error that a service answers to a request with these violations.
    static func fault(for violations: [Violation], style: ValidationStyle) -> ServiceFault {
        let count = violations.count
        let sentences = violations.map { $0.sentence(style) }.joined(separator: "; ")
        return ServiceFault(
            code: style.code,
            message: "\(count) validation error\(count == 1 ? "" : "s") detected: \(sentences)"
        )
    }

    private func sentence(_ style: ValidationStyle) -> String {
        let shown =
            switch value {
            case _ where isSensitive || !style.showsValues: ""
            case nil: " null"
            case let value?: " '\(value)'"
            }
        return "Value\(shown) at '\(path)' failed to satisfy constraint: \(constraint)"
    }
}
