/// One action of a service: what it may be granted on and which context its requests carry.
public struct ActionDefinition: Hashable, Sendable {
    /// A type of resource that the action can name, and the keys that come with it.
    public struct Resource: Hashable, Sendable {
        /// The name of a ``ResourceTypeDefinition`` of the same service.
        public let type: String
        /// Whether every request names such a resource (`*` after the type in AWS's tables).
        public let isRequired: Bool
        /// Keys in the context only when the request names such a resource.
        public let conditionKeys: [String]
    }

    /// The prefix of the service, such as `lambda`.
    public let service: String
    /// The name without the prefix, such as `InvokeFunction`.
    public let name: String
    public let accessLevel: AccessLevel
    /// Empty when the action takes no resource: only `*` matches such a request.
    public let resources: [Resource]
    /// Keys in the context whatever the resource is.
    public let conditionKeys: [String]
    /// Full names of the actions the caller also needs, such as `iam:PassRole`.
    public let dependentActions: [String]

    /// The name as policies write it, such as `lambda:InvokeFunction`.
    public var qualifiedName: String { "\(service):\(name)" }
    /// Whether a statement can restrict the action to resources at all.
    public var supportsResources: Bool { !resources.isEmpty }
}
