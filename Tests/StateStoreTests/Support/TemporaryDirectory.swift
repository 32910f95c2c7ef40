import Foundation

/// A directory of its own for one test, removed with the value.
struct TemporaryDirectory: ~Copyable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("postern-state-\(UUID())").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
