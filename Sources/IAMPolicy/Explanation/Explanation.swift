/// Why a request was decided as it was, computed on demand.
public struct Explanation: Sendable {
    /// The decision explained.
    public let decision: AuthorizationDecision

    /// - Parameters:
    ///   - query: the request.
    ///   - policies: what it was decided with.
    public init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies) {
        decision = Authorizer.decide(query, policies)
    }
}
