/// Obtains credentials of execution roles: the server's `sts:AssumeRole` as `lambda.amazonaws.com`, through the gate.
package protocol ExecutionRoleAssumer: Sendable {
    /// Credentials of `roleARN` with the session name AWS uses, the function's name.
    ///
    /// Called once for each environment, at its start.
    func credentials(
        assuming roleARN: String,
        for function: FunctionIdentity
    ) async throws(EnvironmentFailure) -> ExecutionCredentials
}
