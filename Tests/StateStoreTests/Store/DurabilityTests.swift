import Foundation
import StateStore
import Synchronization
import Testing

@Suite("A server killed at any moment")
struct DurabilityTests {
    /// The child writes users and, after each write that returned, the number of users to a file. A thread of its own kills
    /// it some microseconds after the given number.
    @Test("has every write it acknowledged", arguments: [(1, 0), (3, 700), (20, 150), (40, 2500)])
    func acknowledgedWrites(count: Int, microsecondsLater: Int) async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, count = count as Int, microsecondsLater = microsecondsLater as Int] in
            let store = try StateStore.open(StateDirectory(path: path))
            let acknowledgements = open("\(path)/acknowledged", O_WRONLY | O_CREAT, 0o600)
            for number in 1... {
                try store.persist([
                    Samples.put(Samples.user("AIDA\(number)", name: "user\(number)")),
                    .identity(.role(.put(Samples.role("AROA\(number)", name: "role\(number)")))),
                ])
                try store.audit.append(Samples.event(number))
                let line = "\(number)\n"
                pwrite(acknowledgements, line, line.utf8.count, 0)
                guard number == count else { continue }
                Thread.detachNewThread {
                    usleep(UInt32(microsecondsLater))
                    kill(getpid(), SIGKILL)
                }
            }
        }
        let content = try String(contentsOfFile: "\(path)/acknowledged", encoding: .utf8)
        let acknowledged = try #require(Int(content.prefix { $0 != "\n" }))
        let store = try StateStore.open(StateDirectory(path: path))
        let identity = try store.loadSnapshot().identity
        let written = identity.users.count
        #expect([acknowledged, acknowledged + 1].contains(written))
        #expect(identity.roles.count == written, "a transaction is whole or absent")
        #expect(
            (1...max(1, written)).allSatisfy { written == 0 || identity.users["AIDA\($0)", in: Samples.scope] != nil }
        )
        let events = try store.auditReader.events(AuditQuery(order: .oldestFirst, limit: .max))
        #expect([acknowledged, acknowledged + 1].contains(events.count))
        #expect(events == (0..<events.count).map { Samples.event($0 + 1) })
    }

    @Test("leaves a state that a reader can read before the next server runs")
    func readerAfterKill() async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try StateStore.open(StateDirectory(path: path))
            try store.persist([Samples.put(Samples.user())])
            kill(getpid(), SIGKILL)
        }
        let reader = try StateReader.open(StateDirectory(path: path))
        #expect(try reader.loadSnapshot().identity.users[Samples.user().key] == Samples.user())
    }
}
