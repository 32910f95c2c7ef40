/// What is to run, and with which variables.
package struct EnvironmentPlan: Sendable {
    package var version: FunctionVersion
    /// The complete environment of the runtime, in order.
    package var variables: [(name: String, value: String)]

    package init(version: FunctionVersion, variables: [(name: String, value: String)]) {
        self.version = version
        self.variables = variables
    }
}
