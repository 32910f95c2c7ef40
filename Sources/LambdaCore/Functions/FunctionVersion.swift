/// Code and configuration as one invocation sees them: `$LATEST` at some revision, or a published version.
///
/// Immutable, and a class so that the many places an invocation passes through retain one object, not twenty fields.
package final class FunctionVersion: Sendable {
    /// The version that is executed when no qualifier was published.
    package static let latest = "$LATEST"

    package let function: FunctionIdentity
    /// `$LATEST` or a decimal number; what `X-Amz-Executed-Version` says.
    package let version: String
    /// Changes with every change of code or configuration. Environments of an older revision take no further event.
    package let revisionID: String
    package let configuration: ExecutionConfiguration

    package init(
        function: FunctionIdentity,
        version: String = FunctionVersion.latest,
        revisionID: String,
        configuration: ExecutionConfiguration
    ) {
        self.function = function
        self.version = version
        self.revisionID = revisionID
        self.configuration = configuration
    }
}
