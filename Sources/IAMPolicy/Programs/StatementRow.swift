/// A statement, compiled; rows stand in the order of the policies and their statements.
struct StatementRow: BitwiseCopyable, Sendable {
    enum PrincipalMode: UInt8, BitwiseCopyable {
        /// The policy is attached to the caller.
        case attached
        case named
        case complement
    }

    /// Index of the policy in its set.
    var policy: UInt32
    /// Index of the statement in its document; nil stands as -1 for a policy whose text is invalid.
    var statement: Int32
    var conditions: IndexRange
    var principals: IndexRange
    /// Patterns of `NotResource`, none of which may match.
    var excludedResources: IndexRange
    var principalMode: PrincipalMode
    var isDeny: Bool
}
