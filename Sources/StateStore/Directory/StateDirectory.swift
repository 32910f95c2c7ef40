/// Where everything that must survive a restart is kept. Directories have mode 0700, files 0600.
package struct StateDirectory: Hashable, Sendable {
    /// Absolute, or relative to the working directory of the process.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Held with flock(2) by the one server that may write; contains its process id.
    var lockPath: String { "\(path)/lock" }
    var databasePath: String { "\(path)/state.sqlite" }
    var sealingKeyPath: String { "\(path)/sealing.key" }
    /// Deployment packages as they were uploaded, by content hash.
    var packagesPath: String { "\(path)/packages" }
    /// For deployment packages as they are extracted; left to who runs them.
    package var codePath: String { "\(path)/code" }
    /// What S3's objects contain, a file each or several.
    var objectsPath: String { "\(path)/objects" }
    /// Audit segments that may not have been folded into the database yet.
    var auditPath: String { "\(path)/audit" }
}
