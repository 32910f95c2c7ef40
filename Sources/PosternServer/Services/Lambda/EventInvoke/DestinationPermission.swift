import AWSWire
import IAMPolicy
import LambdaCore
import StateStore

/// Whether a function's execution role may send to a destination: the role's session calls, as on AWS, so its policies
/// decide together with those of the destination.
struct DestinationPermission {
    let view: StateView
    let region: String

    func allows(_ destination: EventDestination, for function: Function, at time: Moment) -> Bool {
        evaluation(of: destination, for: function, at: time)?.decision.verdict == .allowed
    }

    /// Nil when the role is gone.
    func evaluation(
        of destination: EventDestination,
        for function: Function,
        at time: Moment
    ) -> EvaluatedRequirement? {
        guard let role = view.snapshot.identity.role(arn: function.latest.roleARN) else { return nil }
        let caller = view.callers.executionRoleSession(of: role, for: FunctionIdentity(function))
        let account = ARN(destination.arn).map(\.account) ?? ""
        let owner = account.isEmpty ? function.scope.accountID : account
        var context = caller.context
        context.set("aws:CurrentTime", to: time.iso8601Seconds)
        context.set("aws:EpochTime", to: String(time.seconds))
        context.set("aws:SecureTransport", to: "true")
        context.set("aws:RequestedRegion", to: region)
        let placement = view.organizations[owner]
        context.setResourceAccount(owner, placement)
        var policies = caller.policies
        policies.resource = resourcePolicy(of: destination, in: function.scope).map { PolicySet([$0]) }
        policies.resourceControl = placement?.resourceControl
        let query = AuthorizationQuery(
            action: destination.action,
            resource: destination.resource(for: function),
            resourceAccount: owner,
            context: context
        )
        return EvaluatedRequirement(
            query: query,
            resourceAccount: owner,
            policies: policies,
            decision: Authorizer.decide(query, policies)
        )
    }

    private func resourcePolicy(of destination: EventDestination, in scope: Scope) -> CompiledPolicy? {
        guard case .function(let arn) = destination else { return nil }
        do throws(ServiceFault) {
            return view.functionPolicy(try FunctionReference(arn, in: scope))
        } catch {
            return nil
        }
    }
}

extension EventDestination {
    /// What the action is asked for: records of a function stand in a bucket under `aws/lambda/async/NAME/`.
    func resource(for function: Function) -> String {
        if case .bucket(let arn) = self { "\(arn)/aws/lambda/async/\(function.name)/" } else { arn }
    }
}
