/// The text of AWS's `AccessDenied` error, with the layer that denied named.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>. An older edition of that page says
/// that a service control policy is always named as denying explicitly; the current one gives it both forms, as here.
public struct AccessDeniedMessage: Sendable, Hashable, CustomStringConvertible {
    /// The message, without a request id or an authorization id.
    public let description: String

    /// - Parameters:
    ///   - policies: what the request was decided with; names the policy that denies explicitly when that has an ARN.
    /// - Returns: nil for an allowed request.
    public init?(for decision: AuthorizationDecision, query: AuthorizationQuery, policies: EvaluationPolicies) {
        guard decision.verdict != .allowed, let layer = decision.denyingLayer else { return nil }
        let subject = "User: \(query.principal.displayName) is not authorized to perform: \(query.action)"
        let object = query.resource == "*" && !Self.printsStar(query.action) ? "" : " on resource: \(query.resource)"
        let type = PolicyTypeName(layer, isRoleTrust: query.facts.traits.isRoleTrust)
        let reason =
            switch decision.verdict {
            case .explicitDeny: "with an explicit deny in \(type.withArticle)\(Self.suffix(decision, layer, policies))"
            case .implicitDeny, .allowed: "because no \(type.name) allows the \(query.action) action"
            }
        description = "\(subject)\(object) \(reason)"
    }

    /// The message with the reference to the recorded decision that AWS appends for callers of the same account.
    ///
    /// - Parameters:
    ///   - authorizationID: under which the decision was recorded; lower-case letters and digits.
    ///   - region: the endpoint's region.
    public func withDetails(authorizationID: String, region: String) -> String {
        "\(description). Go to https://\(region).console.aws.amazon.com/iam/home?region=\(region)"
            + "#/authorization-details/\(authorizationID) for complete details, or call the "
            + "GetRequestAuthorizationDetails API with the following authorization id: \(authorizationID)"
    }

    /// Whether the service prints `on resource: *` for its actions that have no resource. The guide's example
    /// (`codecommit:ListRepositories`) leaves it out; recorded answers of Lambda have it.
    private static func printsStar(_ action: String) -> Bool {
        action.lowercased().hasPrefix("lambda:")
    }

    /// The ARN of the policy that denies; inline and resource-based policies have none.
    private static func suffix(
        _ decision: AuthorizationDecision,
        _ layer: PolicyLayer,
        _ policies: EvaluationPolicies
    ) -> String {
        guard let reference = decision[layer]?.statement,
            let statement = policies.decidingStatement(layer, reference),
            let arn = ARN(statement.policyIdentifier), arn.resource.hasPrefix("policy/")
        else { return "" }
        return ": \(statement.policyIdentifier)"
    }
}
