/// An interpreter installed on the host.
package struct Interpreter: Sendable {
    package let language: Language

    /// The full version: `3.12.1`, `20.20.2`.
    package let version: String

    /// Its absolute path inside a sandbox: `/var/lang/bin/python3.12`, `/usr/bin/node`.
    package let path: String

    /// The directory for ``SandboxSpecification/language``; nil when the interpreter lives under `/usr`.
    package let prefix: DirectoryHandle?

    /// The numbers of the version, for comparison.
    var versionNumbers: [Int] {
        version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    }

    /// What Lambda's runtimes of this language differ in: Python's minor version, Node's major one, both of Ruby, which
    /// has ten minor versions at most.
    var line: Int {
        let numbers = versionNumbers + [0, 0]
        return switch language {
        case .python: numbers[1]
        case .node: numbers[0]
        case .ruby: numbers[0] * 10 + numbers[1]
        }
    }
}
