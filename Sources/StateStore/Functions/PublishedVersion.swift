/// A published version: the code and the configuration that `$LATEST` had when it was published.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html>
package struct PublishedVersion: StoredEntity {
    package static let kind = EntityKind.functionVersion

    package let scope: Scope
    package let functionName: String
    /// From 1.
    package let number: Int
    /// What runs never changes; status, revision and runtime management do.
    package var settings: FunctionSettings
    /// The description that `$LATEST` had; the version may have been given another.
    package let sourceDescription: String
    package var resourcePolicy: FunctionResourcePolicy?

    package init(
        scope: Scope,
        functionName: String,
        number: Int,
        settings: FunctionSettings,
        sourceDescription: String = "",
        resourcePolicy: FunctionResourcePolicy? = nil
    ) {
        self.scope = scope
        self.functionName = functionName
        self.number = number
        self.settings = settings
        self.sourceDescription = sourceDescription
        self.resourcePolicy = resourcePolicy
    }

    /// `NAME:NUMBER`; a function's name has no colon.
    package var id: String { Self.id(functionName, String(number)) }

    package static func id(_ functionName: String, _ qualifier: String) -> String { "\(functionName):\(qualifier)" }

    package var policyTexts: [PolicyText] { [resourcePolicy].compactMap { $0?.policy.document } }
}
