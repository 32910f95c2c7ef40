import Foundation
import GRDB
import Testing

@testable import StateStore

@Suite("Opening a state directory")
struct OpeningTests {
    @Test("makes it with its parents, for its owner only")
    func modes() throws {
        let folder = TemporaryDirectory()
        let path = "\(folder.path)/deep/state"
        let store = try StateStore.open(StateDirectory(path: path))
        try store.persist([Samples.put(Samples.user())])
        for name in ["", "/packages", "/code", "/audit"] {
            #expect(try Self.mode("\(path)\(name)") == 0o700, "\(name)")
        }
        for name in ["/lock", "/state.sqlite", "/state.sqlite-wal", "/state.sqlite-shm", "/sealing.key"] {
            #expect(try Self.mode("\(path)\(name)") == 0o600, "\(name)")
        }
    }

    @Test("sets the durability that was promised, and leaves it set")
    func pragmas() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        try store.persist([Samples.put(Samples.user())])
        #expect(try store.database.synchronousLevel() == 2)
        let (journal, foreignKeys) = try store.database.write { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
            )
        }
        #expect(journal == "wal")
        #expect(foreignKeys == 1)
    }

    @Test("is refused while another server has it, with the other's process id")
    func locked() throws {
        let folder = TemporaryDirectory()
        let directory = StateDirectory(path: folder.path)
        let store = try StateStore.open(directory)
        #expect(throws: StateStoreError.inUse(path: folder.path, processID: getpid())) {
            try StateStore.open(directory)
        }
        let message = "\(StateStoreError.inUse(path: folder.path, processID: 42))"
        #expect(message.contains("process 42"))
        try store.close()
        try StateStore.open(directory).close()
    }

    @Test("is possible again after the server that had it was killed")
    func lockOfADeadProcess() async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            _ = try StateStore.open(StateDirectory(path: path))
            kill(getpid(), SIGKILL)
        }
        try StateStore.open(StateDirectory(path: path)).close()
    }

    @Test("says what stands in the way of the directory")
    func unusableDirectory() throws {
        let folder = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let file = "\(folder.path)/file"
        try "x".write(toFile: file, atomically: true, encoding: .utf8)
        for path in [file, "\(file)/below", "/proc/none/state"] {
            #expect {
                try StateStore.open(StateDirectory(path: path))
            } throws: { error in
                guard case .directoryNotUsable = error as? StateStoreError else { return false }
                return true
            }
        }
    }

    @Test("is refused where other users may write")
    func sharedDirectory() throws {
        let folder = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        #expect(chmod(folder.path, 0o777) == 0)
        let reason = "other users may write to it; run chmod go-w '\(folder.path)'"
        #expect(throws: StateStoreError.directoryNotUsable(path: folder.path, reason: reason)) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
    }

    @Test("is refused where the user may not write", .enabled(if: getuid() != 0, "root may write anywhere"))
    func unwritableDirectory() throws {
        let folder = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        #expect(chmod(folder.path, 0o500) == 0)
        #expect(throws: StateStoreError.directoryNotUsable(path: folder.path, reason: "Permission denied")) {
            try StateStore.open(StateDirectory(path: folder.path))
        }
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
