/// How to get the program of a command ready before it is known for whom: the interpreter and its client are started in
/// a sandbox without code, and wait.
///
/// The waiting program reads its standard input to the end. What it gets is the whole command in the layout of
/// `image.h`: working directory, arguments, environment. It then behaves as if it had been started with them.
package struct SandboxPreparation: Sendable, Hashable {
    /// The program and its arguments that make it wait.
    package var arguments: [String]

    /// Beginnings of the names of variables that have their effect when the program starts. The waiting program is
    /// started with the command's values of these, and serves only commands with the same ones.
    package var variablePrefixes: [String]

    /// Variables with which nothing may wait: what they name is in the function's own code or layers, which are not
    /// there yet.
    package var excludedVariables: Set<String>

    package init(arguments: [String], variablePrefixes: [String], excludedVariables: Set<String>) {
        self.arguments = arguments
        self.variablePrefixes = variablePrefixes
        self.excludedVariables = excludedVariables
    }

    /// Whether the program of `command` may have waited.
    func serves(_ command: SandboxCommand) -> Bool {
        !command.environment.contains { excludedVariables.contains($0.name) }
    }

    /// The command that waits on behalf of `command`.
    func waitingCommand(for command: SandboxCommand) -> SandboxCommand {
        let environment = command.environment.filter { variable in
            variablePrefixes.contains { variable.name.hasPrefix($0) }
        }
        return SandboxCommand(arguments: arguments, environment: environment, workingDirectory: "/")
    }
}
