import IAMPolicy

/// One thing the policies must allow for a call to go on.
struct AuthorizationRequirement: Sendable {
    /// The IAM action, such as `lambda:InvokeFunction`.
    var action: String
    /// The ARN of the resource, or `*` for actions that have none.
    var resource: String
    /// The account that owns the resource: its policies decide together with the caller's.
    var resourceAccount: String
    /// The policy attached to the resource itself, or a role's trust policy; nil where there is none.
    var resourcePolicy: CompiledPolicy?
    /// Condition keys that only this action has, such as `iam:PassedToService`.
    var context: [(key: String, values: [String])]
    /// What stands before the sentence of a denial, where one service asks for a permission of another.
    var denialPrefix = ""

    init(
        _ action: String,
        on resource: String,
        ownedBy resourceAccount: String,
        policy: CompiledPolicy? = nil,
        context: [(key: String, values: [String])] = []
    ) {
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        self.resourcePolicy = policy
        self.context = context
    }
}
