import Glibc

/// A program that, by its name and place, may be an interpreter.
struct InterpreterCandidate: Sendable, Hashable {
    let language: Language

    /// An absolute path without symbolic links.
    let path: String

    /// Where version managers keep whole installations, below the home directory; `*` stands for one directory each.
    private static let managedInstallations = [
        ".pyenv/versions/*/bin", ".local/share/uv/python/*/bin", ".nvm/versions/node/*/bin", ".rbenv/versions/*/bin",
    ]

    static func all(searchPath: String, home: String?) -> Set<InterpreterCandidate> {
        let managed = managedInstallations.flatMap { pattern in
            home.map { Directory.expand("\($0)/\(pattern)") } ?? []
        }
        // Shims are scripts that start one of the managed installations, which are found without them.
        let searched = searchPath.split(separator: ":").map(String.init).filter { !$0.hasSuffix("/shims") }
        let directories = managed + searched + ["/usr/bin", "/usr/local/bin"]
        return Set(directories.flatMap(candidates))
    }

    private static func candidates(in directory: String) -> [InterpreterCandidate] {
        Directory.names(in: directory).compactMap { name in
            guard let language = language(named: name), let path = Directory.resolve("\(directory)/\(name)") else {
                return nil
            }
            return InterpreterCandidate(language: language, path: path)
        }
    }

    /// `python3.12`, `node` or `ruby`; not `python3` or `python3.12-config`.
    private static func language(named name: String) -> Language? {
        if name == "node" || name == "nodejs" { return .node }
        if name == "ruby" { return .ruby }
        let prefix = "python3."
        let isPython = name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)) != nil
        return isPython ? .python : nil
    }

    /// Runs the program to learn its version and prefix; nil when it is no interpreter that a sandbox could use.
    func probe() async -> Interpreter? {
        guard let output = await ProgramOutput.of(path, arguments: language.probeArguments) else { return nil }
        let lines = output.split(separator: "\n").map(String.init)
        guard lines.count == 2, let prefix = Directory.resolve(lines[1]) else { return nil }
        if path.hasPrefix("/usr/") {
            return Interpreter(language: language, version: lines[0], path: path, prefix: nil)
        }
        // Inside, the prefix is at /var/lang, and so must be the program.
        guard path.hasPrefix(prefix + "/"), prefix != "/" else { return nil }
        do throws(SandboxError) {
            let inside = "/var/lang" + path.dropFirst(prefix.count)
            return Interpreter(
                language: language,
                version: lines[0],
                path: inside,
                prefix: try DirectoryHandle(path: prefix)
            )
        } catch {
            return nil
        }
    }
}
