import Foundation
import GRDB
import Testing

@testable import StateStore

@Suite("A damaged state")
struct DamageTests {
    @Test("whose file is no database is refused")
    func noDatabase() throws {
        let folder = try Self.closedState()
        let content = String(repeating: "longer than the header of a database, ", count: 10)
        try content.write(toFile: "\(folder.path)/state.sqlite", atomically: false, encoding: .utf8)
        #expect(Self.isCorrupt { try StateStore.open(StateDirectory(path: folder.path)) })
        #expect(Self.isCorrupt { try StateReader.open(StateDirectory(path: folder.path)) })
    }

    @Test("with overwritten pages is told apart from a busy or full disk")
    func overwrittenPages() throws {
        let folder = try Self.closedState()
        let path = "\(folder.path)/state.sqlite"
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 4096)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 4096))
        try handle.close()
        #expect(Self.isCorrupt { try StateStore.open(StateDirectory(path: folder.path)).loadSnapshot() })
    }

    @Test("with an entity that cannot be read names what is wrong")
    func unreadableEntity() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        try store.persist([Samples.put(Samples.user())])
        try store.database.write { database in
            try database.execute(sql: "UPDATE entities SET attributes = json_remove(attributes, '$.name')")
        }
        #expect(Self.isCorrupt { try store.loadSnapshot() })
    }

    @Test("of a newer version is left alone")
    func newerSchema() throws {
        let folder = try Self.closedState()
        let path = "\(folder.path)/state.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')") }
        try queue.close()
        #expect(throws: StateStoreError.schemaIsNewer(path: path)) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
        #expect(throws: StateStoreError.schemaIsNewer(path: path)) {
            try StateReader.open(StateDirectory(path: folder.path))
        }
    }

    @Test("without its sealing key is refused, and no new key hides the loss")
    func missingKey() throws {
        let folder = try Self.closedState()
        let path = "\(folder.path)/sealing.key"
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: StateStoreError.sealingKeyMissing(path: path)) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("whose sealing key others may read is refused")
    func exposedKey() throws {
        let folder = try Self.closedState()
        let path = "\(folder.path)/sealing.key"
        #expect(chmod(path, 0o644) == 0)
        let reason = "other users may read it; run chmod 600 '\(path)'"
        #expect(throws: StateStoreError.sealingKeyNotUsable(path: path, reason: reason)) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
    }

    @Test("whose sealing key was exchanged is refused")
    func exchangedKey() throws {
        let folder = try Self.closedState()
        let path = "\(folder.path)/sealing.key"
        try Data(repeating: 1, count: 32).write(to: URL(fileURLWithPath: path))
        let reason = "it is not the key that this state was written with"
        #expect(throws: StateStoreError.sealingKeyNotUsable(path: path, reason: reason)) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
    }

    @Test("that was never there is not made up for a reader")
    func noState() {
        let folder = TemporaryDirectory()
        #expect(throws: StateStoreError.noState(path: folder.path)) {
            try StateReader.open(StateDirectory(path: folder.path))
        }
    }

    private static func closedState() throws -> TemporaryDirectory {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        try store.persist([Samples.put(Samples.user()), .identity(.role(.put(Samples.role())))])
        try store.close()
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/state.sqlite\(suffix)")
        }
        return folder
    }

    private static func isCorrupt(_ body: () throws -> some Any) -> Bool {
        do {
            _ = try body()
            return false
        } catch StateStoreError.databaseCorrupt {
            return true
        } catch {
            Issue.record("\(error)")
            return false
        }
    }
}
