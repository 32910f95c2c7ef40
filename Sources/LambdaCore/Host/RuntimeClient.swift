package import Sandbox

/// The program that speaks the Runtime API for the handlers of one language.
package struct RuntimeClient: Sendable {
    /// Merged at `/var/runtime`, later wins: the client itself and, for Python, boto3.
    package var directories: [DirectoryHandle]
    /// Absolute path of the program inside the sandbox, an argument to the interpreter.
    package var script: String

    package init(directories: [DirectoryHandle], script: String) {
        self.directories = directories
        self.script = script
    }
}
