import IAMPolicy

/// A request as a gateway holds it before it asks: strings, and what it keeps for the caller.
struct RawRequest {
    private let action: String
    private let resource: String
    /// The keys that follow from the caller: a gateway makes these once per principal.
    private let caller: RequestContext
    /// The keys of this request.
    private let keys: [(name: String, value: String)]

    init(_ request: SceneFile.Request) throws {
        action = request.action
        resource = request.resource
        var caller = RequestContext(principal: try Principal(arn: "arn:aws:iam::111122223333:user/clerk"))
        var keys: [(name: String, value: String)] = []
        for (name, value) in request.context.sorted(by: { $0.key < $1.key }) {
            if name.hasPrefix("aws:Principal") || name == "aws:TokenIssueTime" {
                caller.set(name, to: value)
            } else {
                keys.append((name, value))
            }
        }
        self.caller = caller
        self.keys = keys
    }

    var query: AuthorizationQuery {
        var context = caller
        for key in keys {
            context.set(key.name, to: key.value)
        }
        return AuthorizationQuery(action: action, resource: resource, context: context)
    }
}
