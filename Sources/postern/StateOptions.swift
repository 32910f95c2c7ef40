import ArgumentParser
import Foundation

/// `--state DIR`, which every command takes that reads or writes the state.
struct StateOptions: ParsableArguments {
    @Option(name: .customLong("state"), help: "Where the state is kept (default: '\(DefaultStateDirectory.path)').")
    var path: String?

    var isDefault: Bool { path == nil }

    /// An absolute path.
    var directory: String {
        absolute(path ?? DefaultStateDirectory.path)
    }

    private func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}

/// Where the state is kept unless `--state` or `POSTERN_STATE` says otherwise.
enum DefaultStateDirectory {
    /// For root `/var/lib/postern`, since the server may give up the rights to look into root's home; for everybody else
    /// below `$XDG_STATE_HOME` or `~/.local/state`.
    static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment["POSTERN_STATE"], !chosen.isEmpty { return chosen }
        if geteuid() == 0 { return "/var/lib/postern" }
        if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") { return base + "/postern" }
        return NSHomeDirectory() + "/.local/state/postern"
    }
}
