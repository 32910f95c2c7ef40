/// What Organizations calls a broken constraint.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html#API_CreatePolicy_Errors>
struct ConstraintReason: Sendable, Equatable {
    let code: String
    let sentence: String

    static let missing = ConstraintReason(
        code: "INPUT_REQUIRED",
        sentence: "You must include a value for all required parameters."
    )

    static let listMember = ConstraintReason(
        code: "INVALID_LIST_MEMBER",
        sentence: "You provided a list to a parameter that contains at least one invalid value."
    )
}

extension Constraint {
    var reason: ConstraintReason {
        switch self {
        case .maximumLength:
            ConstraintReason(
                code: "MAX_LENGTH_EXCEEDED",
                sentence: "You provided a string parameter that is longer than allowed."
            )
        case .minimumLength:
            ConstraintReason(
                code: "MIN_LENGTH_EXCEEDED",
                sentence: "You provided a string parameter that is shorter than allowed."
            )
        case .maximum:
            ConstraintReason(
                code: "MAX_VALUE_EXCEEDED",
                sentence: "You provided a numeric parameter that has a larger value than allowed."
            )
        case .minimum:
            ConstraintReason(
                code: "MIN_VALUE_EXCEEDED",
                sentence: "You provided a numeric parameter that has a smaller value than allowed."
            )
        case .pattern:
            ConstraintReason(
                code: "INVALID_PATTERN",
                sentence: "You provided a value that does not match the required pattern."
            )
        case .oneOf: ConstraintReason(code: "INVALID_ENUM", sentence: "You specified an invalid value.")
        }
    }
}
