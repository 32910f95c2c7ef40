import AWSWire
import IAMPolicy
import StateStore

/// `GetRequestAuthorizationDetails`: what was asked, which policies were asked, and what each of them said.
///
/// <https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/API_GetRequestAuthorizationDetails.html>
struct GetRequestAuthorizationDetails: ServiceOperation {
    typealias Wire = IAMToolbox.GetRequestAuthorizationDetails
    let toolbox: IAMToolboxDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        // All evaluations of a request fit into one page, so that no token is ever given out.
        guard input.nextToken == nil else { throw IAMToolbox.Fault.validation("The pagination token is not valid.") }
        return .asynchronously { () throws(ServiceFault) in
            Self.details(try toolbox.denial(input.authorizationID, readBy: call.caller))
        }
    }

    private static func details(_ denial: ExplainedRequest) -> Wire.Output {
        let identity = denial.event.userIdentity
        let shared = sharedContext(denial.event.authorizations)
        let evaluations = zip(denial.event.authorizations, denial.decisions).map { authorization, decision in
            let checks = AuthorizationChecks(decision, callerAccount: identity.accountID)
            return IAMToolbox.Evaluation(
                action: authorization.action,
                resource: authorization.resource == "*" ? "" : authorization.resource,
                context: authorization.documents.filter { shared[$0.key] == nil },
                evaluatedEffect: checks.effect,
                matchedPolicies: checks.matchedPolicies,
                checks: checks.checks
            )
        }
        return Wire.Output(
            requestContext: shared,
            evaluations: evaluations,
            policies: policies(of: denial, principal: identity.session?.issuer?.arn ?? identity.arn)
        )
    }

    /// The keys that have the same values in every evaluation.
    private static func sharedContext(_ authorizations: [AuditAuthorization]) -> [String: JSONDocument] {
        guard let first = authorizations.first else { return [:] }
        let others = authorizations.dropFirst().map(\.documents)
        return first.documents.filter { key, value in others.allSatisfy { $0[key] == value } }
    }

    private static func policies(of denial: ExplainedRequest, principal: String?) -> [IAMToolbox.PolicyInfo] {
        var seen: Set<EvaluatedPolicy> = []
        return denial.event.authorizations.flatMap { authorization in
            authorization.policies.compactMap(EvaluatedPolicy.init)
                .filter { seen.insert($0).inserted }
                .map { $0.information(principal: principal, resource: authorization.resource) }
        }
    }
}

extension AuditAuthorization {
    /// The condition keys as JSON: one value as a string, several as an array.
    fileprivate var documents: [String: JSONDocument] {
        Dictionary(context.map { ($0.key, JSONDocument($0.values)) }) { first, _ in first }
    }
}

extension JSONDocument {
    fileprivate init(_ values: [String]) {
        if values.count == 1 { self.init(string: values[0]) } else { self.init(strings: values) }
    }
}
