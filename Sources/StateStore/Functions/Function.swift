/// A Lambda function: its `$LATEST` configuration and what belongs to the function rather than to a version.
package struct Function: StoredEntity {
    package static let kind = EntityKind.function

    package let scope: Scope
    package let name: String
    package let createdAt: Timestamp
    package var latest: FunctionSettings
    /// The policy of the unqualified function; nil when it has no statement.
    package var resourcePolicy: FunctionResourcePolicy?
    /// The policies of versions and aliases by qualifier.
    package var qualifiedResourcePolicies: [String: FunctionResourcePolicy]
    /// Nil when the function draws on the unreserved pool.
    package var reservedConcurrentExecutions: Int?
    package var tags: [Tag]

    package init(
        scope: Scope,
        name: String,
        createdAt: Timestamp,
        latest: FunctionSettings,
        resourcePolicy: FunctionResourcePolicy? = nil,
        qualifiedResourcePolicies: [String: FunctionResourcePolicy] = [:],
        reservedConcurrentExecutions: Int? = nil,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.name = name
        self.createdAt = createdAt
        self.latest = latest
        self.resourcePolicy = resourcePolicy
        self.qualifiedResourcePolicies = qualifiedResourcePolicies
        self.reservedConcurrentExecutions = reservedConcurrentExecutions
        self.tags = tags
    }

    /// The function's name, which Lambda compares letter by letter.
    package var id: String { name }

    /// The unqualified ARN.
    package var arn: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(name)" }

    package var policyTexts: [PolicyText] {
        [resourcePolicy].compactMap { $0?.policy.document } + qualifiedResourcePolicies.values.map(\.policy.document)
    }
}
