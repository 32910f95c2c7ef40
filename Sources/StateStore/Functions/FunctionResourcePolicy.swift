/// The resource-based policy of a function, version or alias. Its revision is that of what it is attached to.
package struct FunctionResourcePolicy: Hashable, Sendable, Codable {
    /// What `AddPermission` was given, in the order of the calls.
    package let permissions: [FunctionPermission]
    /// The same permissions as the policy document that is evaluated and that `GetPolicy` returns.
    package let policy: PinnedPolicy

    package init(permissions: [FunctionPermission], policy: PinnedPolicy) {
        self.permissions = permissions
        self.policy = policy
    }
}
