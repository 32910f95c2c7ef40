/// What `X-Amz-Expires` is not.
public enum ExpiresFault: Hashable, Sendable {
    case notANumber
    case negative
    /// The greatest number of seconds allowed.
    case tooLong(maximumSeconds: Int)
}

extension ExpiresFault {
    var message: String {
        switch self {
        case .notANumber: "X-Amz-Expires should be a number"
        case .negative: "X-Amz-Expires must be non-negative"
        case .tooLong(let maximumSeconds):
            "X-Amz-Expires must be less than a week (in seconds); "
                + "that is, the given X-Amz-Expires must be less than \(maximumSeconds) seconds"
        }
    }
}
