/// Everything the reference knows about one service.
public struct ServiceDefinition: Sendable {
    /// The prefix of the service's actions, such as `lambda`; always lower case.
    public let prefix: String
    /// The service's name for people, such as `AWS Lambda`.
    public let title: String
    /// In the order of their names.
    public let actions: [ActionDefinition]
    public let resourceTypes: [ResourceTypeDefinition]
    public let conditionKeys: [ConditionKeyDefinition]
    /// API operations that no action of the same name authorises (`HeadObject` of S3, operations newer than the table).
    /// Whoever maps operations to actions must name another action for them, or deny.
    public let operationsWithoutAction: [String]

    /// Positions in ``actions`` by lower-cased name: actions are compared without regard to case.
    let actionIndex: [String: Int]

    /// The action with this name, in any case, without prefix.
    public func action(named name: String) -> ActionDefinition? {
        actionIndex[name.lowercased()].map { actions[$0] }
    }

    public func resourceType(named name: String) -> ResourceTypeDefinition? {
        resourceTypes.first { $0.name == name }
    }

    /// The definition of a key as a policy writes it, with its free part filled in.
    public func conditionKey(named key: String) -> ConditionKeyDefinition? {
        conditionKeys.first { $0.names(key) }
    }
}
