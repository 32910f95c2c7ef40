import Foundation
import StateStore
import Testing

/// A limit on the size of files stands in for a full disk: write(2) writes what fits, then fails. It holds for a whole
/// process, so each test has one of its own.
@Suite("A disk that is full")
struct FullDiskTests {
    @Test("refuses an audit event without leaving a torn line before the next")
    func auditTrail() async throws {
        let folder = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let store = try StateStore.open(StateDirectory(path: path), auditSchedule: AuditTrailTests.idle)
            var appended: [AuditEvent] = []
            try Self.withFileSizeLimit(bytes: 10_000) {
                while appended.count < 1000 {
                    guard (try? store.audit.append(Samples.event(appended.count))) != nil else { break }
                    appended.append(Samples.event(appended.count))
                }
            }
            #expect((1..<100).contains(appended.count))
            try store.audit.append(Samples.event(5000))
            let found = try store.auditReader.events(AuditQuery(order: .oldestFirst, limit: .max))
            #expect(found == appended + [Samples.event(5000)])
        }
    }

    @Test("refuses a change as a whole, and takes the next one when there is room again")
    func changes() async throws {
        let folder = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let store = try StateStore.open(StateDirectory(path: path))
            try store.persist([Samples.put(Samples.user("AIDA0", name: "user0"))])
            let before = try store.loadSnapshot()
            let many = (1...2000).map { Samples.put(Samples.user("AIDA\($0)", name: "user\($0)")) }
            try Self.withFileSizeLimit(bytes: 300_000) {
                #expect(throws: StateStoreError.self) { try store.persist(many) }
            }
            #expect(try store.loadSnapshot() == before)
            try store.persist(many)
            #expect(try store.loadSnapshot().identity.users.count == 2001)
        }
    }

    private static func withFileSizeLimit(bytes: UInt, _ body: () throws -> Void) throws {
        var former = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &former) == 0)
        var limited = former
        limited.rlim_cur = bytes
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limited) == 0)
        defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &former) }
        try body()
    }
}
