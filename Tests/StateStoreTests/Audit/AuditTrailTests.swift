import Foundation
import StateStore
import Synchronization
import Testing

@Suite("The audit trail")
struct AuditTrailTests {
    /// A schedule under which the background does nothing within a test's life.
    static var idle: AuditSchedule {
        var schedule = AuditSchedule()
        schedule.syncInterval = .seconds(3600)
        return schedule
    }

    @Test("shows an event before it is folded, and once after it is")
    func unfolded() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: Self.idle)
        try store.audit.append(Samples.event(1))
        #expect(try store.auditReader.events(AuditQuery()) == [Samples.event(1)])
        try store.audit.flush()
        try store.audit.append(Samples.event(2))
        #expect(try store.auditReader.events(AuditQuery()) == [Samples.event(2), Samples.event(1)])
    }

    @Test("refuses events after it was closed, and keeps those before")
    func closed() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: Self.idle)
        try store.audit.append(Samples.event(1))
        try store.close()
        #expect(throws: StateStoreError.self) { try store.audit.append(Samples.event(2)) }
        #expect(try StateReader.open(store.directory).audit.events(AuditQuery()) == [Samples.event(1)])
    }

    @Test("folds by itself after the sync interval")
    func background() async throws {
        let folder = TemporaryDirectory()
        var schedule = AuditSchedule()
        schedule.syncInterval = .milliseconds(1)
        schedule.foldAfterSyncs = 1
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: schedule)
        try store.audit.append(Samples.event(1))
        while store.audit.unfoldedEvents > 0 {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(try store.auditReader.events(AuditQuery(requestID: "request-1")) == [Samples.event(1)])
        #expect(store.audit.problem == nil)
    }

    @Test("finds the same events wherever they are kept", arguments: [UInt64.random(in: 0 ... .max), 1, 2])
    func queries(seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: Self.idle)
        var random = RandomEvents(seed: seed)
        let events = (0..<30).map { _ in random.next() }
        for (index, event) in events.enumerated() {
            try store.audit.append(event)
            if index == 17 { try store.audit.flush() }
        }
        let queries = (0..<60).map { _ in random.query() }
        for query in queries {
            #expect(try store.auditReader.events(query) == Self.expected(query, events), "partly folded: \(query)")
        }
        try store.audit.flush()
        for query in queries {
            #expect(try store.auditReader.events(query) == Self.expected(query, events), "folded: \(query)")
        }
    }

    @Test("loses none of the events that many threads append at once")
    func concurrentAppends() async throws {
        let folder = TemporaryDirectory()
        var schedule = AuditSchedule()
        schedule.syncInterval = .milliseconds(1)
        schedule.segmentLimitBytes = 20_000
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: schedule)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for number in 0..<250 {
                        try store.audit.append(Samples.event(task * 250 + number))
                    }
                }
            }
            try await group.waitForAll()
        }
        let found = try store.auditReader.events(AuditQuery(order: .oldestFirst, limit: .max))
        #expect(found == (0..<1000).map { Samples.event($0) })
    }

    @Test("shows a reader each event exactly once while events are appended, folded and their segments removed")
    func readingWhileFolding() async throws {
        let folder = TemporaryDirectory()
        var schedule = AuditSchedule()
        schedule.syncInterval = .microseconds(200)
        schedule.foldAfterSyncs = 1
        schedule.busyThreshold = .max
        schedule.segmentLimitBytes = 10_000
        let store = try StateStore.open(StateDirectory(path: folder.path), auditSchedule: schedule)
        let appended = Atomic<Int>(0)
        let writing = Task.detached {
            for number in 0..<250 {
                try store.audit.append(Samples.event(number))
                appended.store(number + 1, ordering: .sequentiallyConsistent)
            }
        }
        while case let before = appended.load(ordering: .sequentiallyConsistent), before < 250 {
            let found = try store.auditReader.events(AuditQuery(order: .oldestFirst, limit: .max)).map(\.eventID)
            #expect(found == (0..<found.count).map { "event-\($0)" })
            #expect(found.count >= before)
        }
        try await writing.value
        #expect(store.audit.problem == nil)
    }

    /// The query's meaning, written without a database.
    private static func expected(_ query: AuditQuery, _ events: [AuditEvent]) -> [AuditEvent] {
        var found = events.filter { matches(query, $0) }.enumerated()
            .sorted { ($0.element.eventTime, $0.offset) < ($1.element.eventTime, $1.offset) }
            .map(\.element)
        if query.order == .newestFirst { found.reverse() }
        return Array(found.prefix(query.limit))
    }

    private static func matches(_ query: AuditQuery, _ event: AuditEvent) -> Bool {
        let identity = event.userIdentity
        let service = event.eventSource == "iam.amazonaws.com" ? "iam" : "lambda"
        let actions = event.authorizations.map(\.action) + [event.eventName, service + ":" + event.eventName]
        return (query.requestID ?? event.requestID) == event.requestID
            && (query.authorizationID == nil || query.authorizationID == event.authorizationID)
            && (query.from ?? event.eventTime) <= event.eventTime
            && (query.until.map { event.eventTime < $0 } ?? true)
            && (query.principal.map { [identity.arn, identity.userName, identity.principalID].contains($0) } ?? true)
            && (query.accessKeyID == nil || query.accessKeyID == identity.accessKeyID)
            && (query.action.map { action in actions.contains { $0.lowercased() == action.lowercased() } } ?? true)
            && (query.outcome ?? event.outcome) == event.outcome
    }
}
