/// A directory that a function has its code from: saving a file there changes the function.
package struct WatchedDirectory: Sendable, Hashable {
    /// In the server's own account and region; its `$LATEST` is what changes.
    package let functionName: String
    /// Absolute.
    package let path: String

    package init(functionName: String, path: String) {
        self.functionName = functionName
        self.path = path
    }
}
