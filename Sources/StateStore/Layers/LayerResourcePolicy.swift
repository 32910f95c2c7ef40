/// The policy of a layer version.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html>
package struct LayerResourcePolicy: Hashable, Sendable, Codable {
    /// One statement as `AddLayerVersionPermission` takes it.
    package struct Permission: Hashable, Sendable, Codable {
        package let statementID: String
        /// `lambda:GetLayerVersion`.
        package let action: String
        /// An account, an ARN or `*`, as given.
        package let principal: String
        package let organizationID: String?

        package init(statementID: String, action: String, principal: String, organizationID: String? = nil) {
            self.statementID = statementID
            self.action = action
            self.principal = principal
            self.organizationID = organizationID
        }
    }

    /// In the order of the calls.
    package let permissions: [Permission]
    package let policy: PinnedPolicy
    package let revisionID: String

    package init(permissions: [Permission], policy: PinnedPolicy, revisionID: String) {
        self.permissions = permissions
        self.policy = policy
        self.revisionID = revisionID
    }
}
