import Foundation

@testable import Sandbox

/// Directories for one test, removed with this object.
final class ScratchDirectories {
    let root: URL

    init(_ names: [String]) throws {
        root = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("sandbox-\(UUID().uuidString)")
        for name in names {
            try FileManager.default.createDirectory(at: url(name), withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    func url(_ name: String) -> URL {
        root.appendingPathComponent(name)
    }

    func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: url(name).deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url(name))
    }

    func makeWritableByAll(_ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: url(name).path)
    }

    func handle(_ name: String) throws(SandboxError) -> DirectoryHandle {
        try DirectoryHandle(path: url(name).path)
    }
}
