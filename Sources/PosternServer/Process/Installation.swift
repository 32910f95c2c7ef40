import Foundation

/// Where the parts that are not compiled in stand: found relative to the running binary, never to the current directory.
///
/// Two layouts are known: a build folder inside the source tree (`.build/<configuration>/postern`, with `policies/` and
/// `Runtimes/` at the tree's root), and `make install` (`PREFIX/bin/postern`, with the rest in `PREFIX/share/postern`).
package struct Installation: Sendable {
    /// The folder that holds `policies/` and `Runtimes/`.
    package let shareDirectory: String
    /// The folder of the binaries, which holds `postern-launcher`.
    package let binaryDirectory: String

    package var launcherPath: String { binaryDirectory + "/postern-launcher" }
    package var policiesDirectory: String { shareDirectory + "/policies" }
    package var runtimesDirectory: String { shareDirectory + "/Runtimes" }

    package init(shareDirectory: String, binaryDirectory: String) {
        self.shareDirectory = shareDirectory
        self.binaryDirectory = binaryDirectory
    }

    /// The installation that the running process belongs to.
    package static func current() throws(InstallationError) -> Installation {
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return try locate(executable: executable.path)
    }

    /// Looks beside and above `executable` for the shared files.
    package static func locate(executable: String) throws(InstallationError) -> Installation {
        let binaryDirectory = URL(fileURLWithPath: executable).deletingLastPathComponent()
        let installed = binaryDirectory.deletingLastPathComponent().appendingPathComponent("share/postern")
        if holdsSharedFiles(installed) {
            return Installation(shareDirectory: installed.path, binaryDirectory: binaryDirectory.path)
        }
        var folder = binaryDirectory
        while folder.path != "/" {
            if holdsSharedFiles(folder) {
                return Installation(shareDirectory: folder.path, binaryDirectory: binaryDirectory.path)
            }
            folder.deleteLastPathComponent()
        }
        throw InstallationError(executable: executable)
    }

    private static func holdsSharedFiles(_ folder: URL) -> Bool {
        ["policies", "Runtimes"].allSatisfy { name in
            var isDirectory: ObjCBool = false
            let path = folder.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
        }
    }
}

/// The files that belong to the binary are not where either layout has them.
package struct InstallationError: Error, CustomStringConvertible {
    let executable: String

    package var description: String {
        "no 'policies' and 'Runtimes' folders beside or above '\(executable)'; run 'make install', or run the binary in its build folder"
    }
}
