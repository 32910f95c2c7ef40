/// One question to the policies: may this caller perform this action on this resource?
///
/// Making one lays its text out for the engine; deciding it then allocates nothing.
public struct AuthorizationQuery: Sendable {
    private let prepared: PreparedQuery

    /// - Parameters:
    ///   - action: service prefix and name, such as `s3:GetObject`.
    ///   - resource: an ARN without wildcards, or `*`.
    ///   - resourceAccount: the twelve digits of the resource's owner, where its ARN does not say it (S3); default: the
    ///     ARN's account. When neither says it the caller's own account counts, as for the simulator:
    ///     <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>
    ///   - context: the caller and the keys of this request.
    public init(action: String, resource: String, resourceAccount: String? = nil, context: consuming RequestContext) {
        prepared = PreparedQuery(
            action: action,
            resource: resource,
            resourceAccount: resourceAccount,
            context: context
        )
    }

    /// A query from loose parts, for callers that keep no context per principal.
    ///
    /// - Parameter context: the request's keys with their values.
    public init(
        principal: Principal,
        action: String,
        resource: String,
        resourceAccount: String? = nil,
        context: [String: [String]] = [:]
    ) {
        var requestContext = RequestContext(principal: principal)
        for (key, values) in context.sorted(by: { $0.key < $1.key }) {
            requestContext.set(key, toAll: values)
        }
        self.init(action: action, resource: resource, resourceAccount: resourceAccount, context: requestContext)
    }
}

extension AuthorizationQuery {
    /// The action, such as `lambda:InvokeFunction`; matched without regard to case.
    public var action: String { prepared.action }

    /// The resource's ARN, or `*` for an action that has no resource.
    public var resource: String { prepared.resource }

    /// The owner of the resource as given, or else as its ARN says; nil when neither does.
    public var resourceAccount: String? {
        if let given = prepared.resourceAccount { return given }
        guard let account = ARN(resource)?.account, account.isAccountID else { return nil }
        return account
    }

    /// The caller and the context keys.
    public var context: RequestContext { RequestContext(prepared.caller, prepared.facts.context) }

    /// Who makes the request.
    public var principal: Principal { prepared.caller.principal }

    /// The query as the deciding path reads it.
    var facts: QueryFacts {
        _read { yield prepared.facts }
    }
}
