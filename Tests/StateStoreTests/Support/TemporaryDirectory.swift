import Foundation

/// A directory of its own for one test, removed with the value.
struct TemporaryDirectory: ~Copyable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("postern-state-\(UUID())").path
    }

    /// Tries again when a database that is being closed takes its own files away meanwhile.
    deinit {
        for _ in 0..<5 where FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
