/// One question to the policies: may this caller perform this action on this resource?
///
/// Making one lays its text out for the engine; deciding it then allocates nothing.
public struct AuthorizationQuery: Sendable {
    /// The action, such as `lambda:InvokeFunction`; matched without regard to case.
    public let action: String
    /// The resource's ARN, or `*` for an action that has no resource.
    public let resource: String
    /// The owner of the resource as given, or as its ARN says; nil when neither does.
    ///
    /// Then the caller's own account counts, as for the simulator:
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>
    public let resourceAccount: String?
    /// The caller and the context keys.
    public let context: RequestContext

    /// The folded action, then the resource.
    let text: [UInt8]
    let actionRange: IndexRange
    let actionHash: UInt64
    let resourceRange: IndexRange
    /// What follows from action, resource and caller before any policy is read.
    let traits: QueryTraits

    /// - Parameters:
    ///   - action: service prefix and name, such as `s3:GetObject`.
    ///   - resource: an ARN without wildcards, or `*`.
    ///   - resourceAccount: owner of the resource where the ARN does not say it (S3); default: the ARN's account.
    ///   - context: the caller and the keys of this request.
    public init(action: String, resource: String, resourceAccount: String? = nil, context: RequestContext) {
        self.action = action
        self.resource = resource
        self.context = context
        var text: [UInt8] = []
        text.reserveCapacity(action.utf8.count + resource.utf8.count)
        for byte in action.utf8 { text.append(byte.asciiLowercased) }
        text.append(contentsOf: resource.utf8)
        let actionRange = IndexRange(start: 0, count: action.utf8.count)
        let resourceRange = IndexRange(start: action.utf8.count, count: resource.utf8.count)
        let actionText = text.span.extracting(actionRange.bounds)
        let resourceText = text.span.extracting(resourceRange.bounds)
        let fields = ARNFields(resourceText)
        let owner = resourceAccount ?? fields.flatMap { $0.accountID(in: resourceText) }
        self.resourceAccount = owner
        traits = QueryTraits(
            action: actionText,
            resource: resourceText,
            fields: fields,
            isSameAccount: owner == nil || owner == context.principalAccount
        )
        actionHash = hashFolded(actionText)
        self.actionRange = actionRange
        self.resourceRange = resourceRange
        self.text = text
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
        var prepared = RequestContext(principal: principal)
        for (key, values) in context.sorted(by: { $0.key < $1.key }) {
            prepared.set(key, toAll: values)
        }
        self.init(action: action, resource: resource, resourceAccount: resourceAccount, context: prepared)
    }

    /// Who makes the request.
    public var principal: Principal { context.principal }
}
