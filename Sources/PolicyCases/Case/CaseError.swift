package import IAMPolicy

/// Why a case cannot be decided. Its description is one line, lower case, user text in quotes.
package enum CaseError: Error, Sendable, Hashable {
    /// The text is not what a case, or a list of cases, looks like.
    case unreadable(String)
    /// A file with a policy cannot be read.
    case unreadableFile(String, reason: String)
    /// The request lacks something or contradicts itself.
    case invalidRequest(String)
    /// A policy that bears on the request is none; `policy` is its name, such as `serviceControl[0][1]`.
    case invalidPolicy(policy: String, PolicyParseError)
}

extension CaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let reason): "unreadable case: \(reason)"
        case .unreadableFile(let file, let reason): "cannot read '\(file)': \(reason)"
        case .invalidRequest(let reason): "invalid request: \(reason)"
        case .invalidPolicy(let policy, let error):
            "invalid policy \(policy): \(error.message) (\(Self.place(of: error)))"
        }
    }

    /// The detail with its place, which counts from the beginning of the policy wherever the policy stands.
    private static func place(of error: PolicyParseError) -> String {
        guard let location = error.location else { return error.detail }
        return "\(error.detail), line \(location.line) column \(location.column) of the policy"
    }
}
