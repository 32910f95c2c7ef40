import IAMPolicy
import LambdaCore
import StateStore

/// Whether an execution role may write a function's logs and traces, decided anew for each batch: a change of the role's
/// policies takes effect at once.
struct LogPermissions: Sendable {
    let live: LiveState
    let region: String

    func allows(_ action: String, on stream: LambdaCore.LogStream, at now: Moment) -> Bool {
        let scope = Scope(accountID: stream.function.accountID, region: stream.function.region)
        let name = action == "logs:PutLogEvents" ? stream.name : ""
        let resource = LogResource.stream(stream.group, name, in: scope)
        return allows(action, on: resource, asRole: stream.roleARN, of: stream.function, at: now)
    }

    /// Whether an execution role may do what Lambda does in its name.
    func allows(
        _ action: String,
        on resource: String,
        asRole roleARN: String,
        of function: FunctionIdentity,
        at now: Moment
    ) -> Bool {
        let view = live.view
        guard let role = view.snapshot.identity.role(arn: roleARN) else { return false }
        let caller = view.callers.executionRoleSession(of: role, for: function)
        let scope = Scope(accountID: function.accountID, region: function.region)
        var context = caller.context
        context.set("aws:CurrentTime", to: now.iso8601Seconds)
        context.set("aws:EpochTime", to: String(now.seconds))
        context.set("aws:SecureTransport", to: "true")
        context.set("aws:RequestedRegion", to: region)
        let placement = view.organizations[scope.accountID]
        context.setResourceAccount(scope.accountID, placement)
        let query = AuthorizationQuery(
            action: action,
            resource: resource,
            resourceAccount: scope.accountID,
            context: context
        )
        var policies = caller.policies
        policies.resourceControl = placement?.resourceControl
        return Authorizer.decide(query, policies).verdict == .allowed
    }
}
