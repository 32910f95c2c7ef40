/// A language whose interpreter is looked for on the host.
package enum Language: String, Sendable, CaseIterable {
    case python
    case node
    case ruby

    /// The name people know it by.
    package var displayName: String {
        switch self {
        case .python: "Python"
        case .node: "Node.js"
        case .ruby: "Ruby"
        }
    }

    /// The Debian package that installs it, for messages.
    package var packageName: String {
        switch self {
        case .python: "python3"
        case .node: "nodejs"
        case .ruby: "ruby"
        }
    }

    /// Lambda's name of the runtime: `python3.12`, `nodejs20.x`, `ruby3.4`.
    package func runtimeName(version: String) -> String {
        switch self {
        case .python: "python\(version)"
        case .node: "nodejs\(version).x"
        case .ruby: "ruby\(version)"
        }
    }

    /// Prints the version and the installation prefix, one a line.
    var probeArguments: [String] {
        switch self {
        case .python: ["-S", "-E", "-c", "import sys; print(sys.version.split()[0]); print(sys.base_prefix)"]
        case .ruby: ["--disable-gems", "-rrbconfig", "-e", "puts RUBY_VERSION, RbConfig::CONFIG['prefix']"]
        case .node:
            [
                "-p",
                "process.versions.node + '\\n' + require('path').resolve(fs.realpathSync(process.execPath), '../..')",
            ]
        }
    }
}
