/// What is wrong with a `%` escape.
public enum PercentEscapeFault: Hashable, Sendable {
    /// The text ends within the escape.
    case incomplete
    /// The two characters after `%`.
    case illegal(String)
}

extension PercentEscapeFault {
    var message: String {
        switch self {
        case .incomplete: "Incomplete trailing escape % sequence"
        case .illegal(let digits): "Illegal hex character in escape % pattern: %\(digits)"
        }
    }
}
