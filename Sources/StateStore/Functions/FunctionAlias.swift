/// A name for a version of a function, with a second version that gets a part of the invocations.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html>
package struct FunctionAlias: StoredEntity {
    package static let kind = EntityKind.functionAlias

    package let scope: Scope
    package let functionName: String
    package let name: String
    /// `$LATEST` or a version's number.
    package var functionVersion: String
    /// From a version's number to its part of the invocations, 0 to 1; one entry at most.
    package var additionalVersionWeights: [String: Double]
    package var aliasDescription: String
    package var revisionID: String
    package var resourcePolicy: FunctionResourcePolicy?

    package init(
        scope: Scope,
        functionName: String,
        name: String,
        functionVersion: String,
        additionalVersionWeights: [String: Double] = [:],
        aliasDescription: String = "",
        revisionID: String,
        resourcePolicy: FunctionResourcePolicy? = nil
    ) {
        self.scope = scope
        self.functionName = functionName
        self.name = name
        self.functionVersion = functionVersion
        self.additionalVersionWeights = additionalVersionWeights
        self.aliasDescription = aliasDescription
        self.revisionID = revisionID
        self.resourcePolicy = resourcePolicy
    }

    /// `FUNCTION:ALIAS`.
    package var id: String { PublishedVersion.id(functionName, name) }

    package var arn: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(functionName):\(name)" }

    package var policyTexts: [PolicyText] { [resourcePolicy].compactMap { $0?.policy.document } }

    /// Every version that the alias sends invocations to.
    package var versions: [String] { [functionVersion] + additionalVersionWeights.keys.sorted() }
}
