/// What runs inside a sandbox: the program, its arguments, its whole environment and where it starts.
package struct SandboxCommand: Sendable, Equatable {
    /// The absolute path of the program inside the sandbox, then its arguments.
    package var arguments: [String]

    /// The complete environment; nothing is inherited. The order is kept.
    package var environment: [(name: String, value: String)]

    /// An absolute path inside the sandbox.
    package var workingDirectory: String

    package init(
        arguments: [String],
        environment: [(name: String, value: String)] = [],
        workingDirectory: String = "/var/task"
    ) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    package static func == (left: SandboxCommand, right: SandboxCommand) -> Bool {
        left.arguments == right.arguments && left.workingDirectory == right.workingDirectory
            && left.environment.elementsEqual(right.environment, by: ==)
    }
}
