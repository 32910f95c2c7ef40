/// When a function's runtime is updated.
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtime-management-configure-settings.html>
package struct RuntimeManagement: Hashable, Sendable, Codable {
    /// `Auto`, `Manual` or `FunctionUpdate`.
    package let updateRuntimeOn: String
    /// The build that is kept; only with `Manual`.
    package let runtimeVersionARN: String?

    package init(updateRuntimeOn: String, runtimeVersionARN: String? = nil) {
        self.updateRuntimeOn = updateRuntimeOn
        self.runtimeVersionARN = runtimeVersionARN
    }
}
