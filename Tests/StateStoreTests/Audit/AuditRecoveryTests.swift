import Foundation
import StateStore
import Testing

@Suite("The audit trail after a crash")
struct AuditRecoveryTests {
    @Test("still has every appended event, once")
    func killed() async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try StateStore.open(StateDirectory(path: path), auditSchedule: AuditTrailTests.idle)
            try store.audit.append(Samples.event(1))
            try store.audit.flush()
            try store.audit.append(Samples.event(2))
            kill(getpid(), SIGKILL)
        }
        let before = try StateReader.open(StateDirectory(path: path)).audit.events(AuditQuery(order: .oldestFirst))
        #expect(before == [Samples.event(1), Samples.event(2)])
        let store = try StateStore.open(StateDirectory(path: path), auditSchedule: AuditTrailTests.idle)
        try store.audit.append(Samples.event(3))
        try store.audit.flush()
        let after = try store.auditReader.events(AuditQuery(order: .oldestFirst))
        #expect(after == [Samples.event(1), Samples.event(2), Samples.event(3)])
    }

    @Test("leaves out a torn last line, sets aside whatever is no event, and keeps the rest")
    func damagedSegments() throws {
        let folder = TemporaryDirectory()
        let directory = StateDirectory(path: folder.path)
        try StateStore.open(directory).close()
        let torn = Samples.event(3).encodedLine().dropLast(20)
        let content = Samples.event(1).encodedLine() + Array("no event\n".utf8) + Samples.event(2).encodedLine() + torn
        try Data(content).write(to: URL(fileURLWithPath: "\(folder.path)/audit/segment-77.jsonl"))
        let expected = [Samples.event(1), Samples.event(2)]
        #expect(try StateReader.open(directory).audit.events(AuditQuery(order: .oldestFirst)) == expected)
        let store = try StateStore.open(directory, auditSchedule: AuditTrailTests.idle)
        #expect(try store.auditReader.events(AuditQuery(order: .oldestFirst)) == expected)
        try store.audit.flush()
        #expect(try store.auditReader.events(AuditQuery(order: .oldestFirst)) == expected)
        let segments = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/audit")
        #expect(Set(segments) == ["segment-78.jsonl", "damaged-lines"])
        let damaged = try String(contentsOfFile: "\(folder.path)/audit/damaged-lines", encoding: .utf8)
        #expect(damaged == "no event\n")
    }

    @Test("does not fold an event a second time when the crash came before its segment was removed")
    func segmentLeftBehind() throws {
        let folder = TemporaryDirectory()
        let directory = StateDirectory(path: folder.path)
        let store = try StateStore.open(directory, auditSchedule: AuditTrailTests.idle)
        try store.audit.append(Samples.event(1))
        try store.audit.flush()
        try store.close()
        let reopened = try StateStore.open(directory, auditSchedule: AuditTrailTests.idle)
        #expect(try reopened.auditReader.events(AuditQuery()) == [Samples.event(1)])
        try reopened.audit.flush()
        #expect(try reopened.auditReader.events(AuditQuery()) == [Samples.event(1)])
    }

    @Test("is folded by the next server without being asked")
    func foldedInTheBackground() async throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: AuditTrailTests.idle)
        try store.audit.append(Samples.event(1))
        try store.close()
        var schedule = AuditSchedule()
        schedule.syncInterval = .milliseconds(1)
        let next = try StateStore.open(store.directory, auditSchedule: schedule)
        let leftBehind = "\(folder.path)/audit/segment-1.jsonl"
        while FileManager.default.fileExists(atPath: leftBehind) {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(try next.auditReader.events(AuditQuery()) == [Samples.event(1)])
    }

    @Test("folds a line that is longer than the piece it reads at a time")
    func longLine() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: AuditTrailTests.idle)
        var long = Samples.event(1)
        long.errorMessage = String(repeating: "long ", count: 500_000)
        try store.audit.append(long)
        try store.audit.append(Samples.event(2))
        try store.audit.flush()
        try store.close()
        let reopened = try StateStore.open(StateDirectory(path: folder.path))
        #expect(try reopened.auditReader.events(AuditQuery(order: .oldestFirst)) == [long, Samples.event(2)])
    }
}
