/// The text of AWS's `AccessDenied` error, with the layer that denied named.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
public struct AccessDeniedMessage: Sendable, Hashable, CustomStringConvertible {
    /// The message, without request id or authorization id.
    public let description: String

    /// - Returns: nil for an allowed request.
    public init?(for decision: AuthorizationDecision, query: AuthorizationQuery, policies: EvaluationPolicies) {
        guard decision.verdict != .allowed else { return nil }
        description = "User: \(query.principal.displayName) is not authorized to perform: \(query.action)"
    }
}
