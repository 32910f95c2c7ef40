/// How many execution environments of a version or alias are kept ready.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html>
package struct ProvisionedConcurrencyConfig: FunctionAttachment {
    package static let kind = EntityKind.provisionedConcurrency

    package let scope: Scope
    package let functionName: String
    /// Never nil: a published version or an alias.
    package let qualifier: String?
    package var requestedExecutions: Int
    package var lastModifiedAt: Timestamp

    package init(
        scope: Scope,
        functionName: String,
        qualifier: String,
        requestedExecutions: Int,
        lastModifiedAt: Timestamp
    ) {
        self.scope = scope
        self.functionName = functionName
        self.qualifier = qualifier
        self.requestedExecutions = requestedExecutions
        self.lastModifiedAt = lastModifiedAt
    }
}
