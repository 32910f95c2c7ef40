import AWSWire
import IAMPolicy
import StateStore

/// What Lambda checks of the role that a function is to run as.
enum ExecutionRole {
    static let service = "lambda.amazonaws.com"

    /// - Throws: `InvalidParameterValueException` unless the role exists and trusts Lambda.
    static func check(_ arn: String, in view: StateView, at time: Moment) throws(ServiceFault) {
        guard let role = view.snapshot.identity.role(arn: arn), trustsLambda(role, in: view, at: time) else {
            throw Lambda.Fault.invalidParameterValue("The role defined for the function cannot be assumed by Lambda.")
        }
    }

    /// Whether the role's trust policy lets Lambda assume it.
    static func trustsLambda(_ role: Role, in view: StateView, at time: Moment) -> Bool {
        assumption(of: role, in: view, at: time).decision.verdict == .allowed
    }

    /// The decision about Lambda assuming the role.
    static func assumption(of role: Role, in view: StateView, at time: Moment) -> EvaluatedRequirement {
        var context = RequestContext(principal: .service(service))
        context.set("aws:CurrentTime", to: time.iso8601Seconds)
        context.set("aws:EpochTime", to: String(time.seconds))
        context.set("aws:SecureTransport", to: "true")
        let placement = view.organizations[role.scope.accountID]
        context.setService(service, for: role.scope.accountID, placement)
        context.setResourceAccount(role.scope.accountID, placement)
        let query = AuthorizationQuery(
            action: "sts:AssumeRole",
            resource: role.arn,
            resourceAccount: role.scope.accountID,
            context: context
        )
        let trust = view.library.pinnedPolicy(role.trust, kind: .roleTrust, identifier: role.arn)
        let policies = EvaluationPolicies(
            resource: PolicySet([trust]),
            resourceControl: placement?.resourceControl
        )
        return EvaluatedRequirement(
            query: query,
            resourceAccount: role.scope.accountID,
            policies: policies,
            decision: Authorizer.decide(query, policies)
        )
    }
}
