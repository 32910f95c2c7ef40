/// Which publishers a function's code must be signed by, and what happens to code that is not.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_CodeSigningConfig.html>
package struct CodeSigningConfig: StoredEntity {
    package static let kind = EntityKind.codeSigningConfig

    package let scope: Scope
    /// `csc-` and 17 lowercase hexadecimal digits.
    package let id: String
    package var configDescription: String?
    package var signingProfileVersionARNs: [String]
    /// `Warn` or `Enforce`.
    package var untrustedArtifactOnDeployment: String
    package var lastModified: Timestamp
    package var tags: [Tag]

    package init(
        scope: Scope,
        id: String,
        configDescription: String? = nil,
        signingProfileVersionARNs: [String],
        untrustedArtifactOnDeployment: String = "Warn",
        lastModified: Timestamp,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.id = id
        self.configDescription = configDescription
        self.signingProfileVersionARNs = signingProfileVersionARNs
        self.untrustedArtifactOnDeployment = untrustedArtifactOnDeployment
        self.lastModified = lastModified
        self.tags = tags
    }

    package var arn: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):code-signing-config:\(id)" }
}
