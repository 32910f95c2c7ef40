/// An interpreter on this host that stands in for one of Lambda's managed runtimes.
package struct LanguageRuntime: Sendable {
    package enum Language: String, Sendable, CaseIterable {
        case python
        case node
    }

    package let language: Language

    /// The version the runtime's name asks for, e.g. `3.12` for `python3.12`, `20` for `nodejs20.x`.
    package let requestedVersion: String

    /// The version found on the host, e.g. `3.12.1`, `20.20.2`.
    package let actualVersion: String

    /// The interpreter's absolute path as seen inside the sandbox, e.g. `/var/lang/bin/python3.12`, `/usr/bin/node`.
    package let interpreterPath: String

    /// The directory for ``SandboxSpecification/language``; nil when the interpreter lives under `/usr`.
    package let prefix: DirectoryHandle?

    /// Whether the host has the very version asked for.
    package var isExact: Bool {
        actualVersion == requestedVersion || actualVersion.hasPrefix(requestedVersion + ".")
    }

    /// For the INIT line and `postern doctor`: `python3.12 runs on Python 3.12.1`, or
    /// `python3.9 is not installed: it runs on Python 3.11.2, the nearest one`.
    package var sentence: String {
        let display = language == .python ? "Python" : "Node.js"
        let name = language == .python ? "python\(requestedVersion)" : "nodejs\(requestedVersion).x"
        return isExact
            ? "\(name) runs on \(display) \(actualVersion)"
            : "\(name) is not installed: it runs on \(display) \(actualVersion), the nearest one"
    }
}
