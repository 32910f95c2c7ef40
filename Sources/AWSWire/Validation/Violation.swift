/// One constraint of the model that a value breaks.
struct Violation: Sendable, Equatable {
    /// Where the value stands, such as `tags.1.member.key`: names begin in lower case, lists count from one.
    let path: String
    let value: Value
    /// What the value must satisfy, such as `Member must not be null`.
    let constraint: String
    let reason: ConstraintReason

    /// What a message says of the value.
    enum Value: Sendable, Equatable {
        case null
        case text(String)
        /// Nothing: the model calls the value sensitive, or the service never repeats values.
        case hidden
    }
}

extension Violation {
    /// The error that a service answers to a request with these violations, of which there is at least one.
    static func fault(for violations: [Violation], style: ValidationStyle) -> ServiceFault {
        if style.givesReasons, let first = violations.first {
            return ServiceFault(
                code: style.code,
                message: "\(first.reason.sentence) \(first.sentence)",
                messageKey: "Message",
                members: [ServiceFault.Member("Reason", first.reason.code)]
            )
        }
        let count = violations.count
        let sentences = violations.map(\.sentence).joined(separator: "; ")
        return ServiceFault(
            code: style.code,
            message: "\(count) validation error\(count == 1 ? "" : "s") detected: \(sentences)"
        )
    }

    private var sentence: String {
        let shown =
            switch value {
            case .null: " null"
            case .text(let text): " '\(text)'"
            case .hidden: ""
            }
        return "Value\(shown) at '\(path)' failed to satisfy constraint: \(constraint)"
    }
}
