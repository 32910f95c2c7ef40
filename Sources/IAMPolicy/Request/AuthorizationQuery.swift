/// One question to the policies: may this caller perform this action on this resource?
///
/// Making one lays its text out for the engine; deciding it then allocates nothing.
public struct AuthorizationQuery: Sendable {
    /// The action, such as `lambda:InvokeFunction`; matched without regard to case.
    public let action: String
    /// The resource's ARN, or `*` for an action that has no resource.
    public let resource: String
    /// The twelve digits of the account that owns the resource; nil when neither the caller of the initialiser nor the
    /// ARN says it, which counts as the principal's own account.
    public let resourceAccount: String?
    /// The caller and the context keys.
    public let context: RequestContext

    /// - Parameters:
    ///   - action: service prefix and name, such as `s3:GetObject`.
    ///   - resource: an ARN without wildcards, or `*`.
    ///   - resourceAccount: owner of the resource where the ARN does not say it (S3); default: the ARN's account.
    ///   - context: the caller and the keys of this request.
    public init(action: String, resource: String, resourceAccount: String? = nil, context: RequestContext) {
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount ?? ARN(resource)?.account
        self.context = context
    }

    /// Who makes the request.
    public var principal: Principal { context.principal }
}
