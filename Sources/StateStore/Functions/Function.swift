/// A Lambda function: its `$LATEST` configuration and what belongs to the function rather than to a version.
///
/// Versions and aliases are entities of their own, because a version never changes its code and is written once.
package struct Function: StoredEntity {
    package static let kind = EntityKind.function

    package let scope: Scope
    package let name: String
    package let createdAt: Timestamp
    package var latest: FunctionSettings
    /// The number of the version that was published last, 0 before the first. Numbers are never given twice.
    package var lastVersionNumber: Int
    /// The policy of the unqualified function; nil when it has no statement.
    package var resourcePolicy: FunctionResourcePolicy?
    /// Nil when the function draws on the unreserved pool.
    package var reservedConcurrentExecutions: Int?
    package var codeSigningConfigARN: String?
    /// `Allow` or `Terminate`; nil when it was never set.
    package var recursiveLoop: String?
    package var tags: [Tag]

    package init(
        scope: Scope,
        name: String,
        createdAt: Timestamp,
        latest: FunctionSettings,
        lastVersionNumber: Int = 0,
        resourcePolicy: FunctionResourcePolicy? = nil,
        reservedConcurrentExecutions: Int? = nil,
        codeSigningConfigARN: String? = nil,
        recursiveLoop: String? = nil,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.name = name
        self.createdAt = createdAt
        self.latest = latest
        self.lastVersionNumber = lastVersionNumber
        self.resourcePolicy = resourcePolicy
        self.reservedConcurrentExecutions = reservedConcurrentExecutions
        self.codeSigningConfigARN = codeSigningConfigARN
        self.recursiveLoop = recursiveLoop
        self.tags = tags
    }

    /// The function's name, which Lambda compares letter by letter.
    package var id: String { name }

    /// The unqualified ARN.
    package var arn: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(name)" }

    package var policyTexts: [PolicyText] { [resourcePolicy].compactMap { $0?.policy.document } }
}
