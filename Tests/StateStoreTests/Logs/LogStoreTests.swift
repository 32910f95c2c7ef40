import StateStore
import Testing

@Suite("Log streams and their events")
struct LogStoreTests {
    private static let group = LogGroup(scope: Samples.regional, name: "/aws/lambda/hello", createdAt: Samples.time)
    private static let stream = LogStreamKey(scope: Samples.regional, group: group.name, stream: "a")

    private static func open(_ path: String) throws -> StateStore {
        let store = try StateStore.open(StateDirectory(path: path))
        try store.persist([.logs(.group(.put(group)))])
        return store
    }

    private static func event(_ second: Int, _ message: String? = nil) -> InputLogEvent {
        InputLogEvent(timestamp: Samples.time + .seconds(second), message: message ?? "line \(second)\n")
    }

    private static func batch(_ events: [InputLogEvent], to stream: LogStreamKey = stream) -> LogBatch {
        LogBatch(stream: stream, events: events, ingestedAt: Samples.time + .seconds(100))
    }

    @Test("are created once, and only in a group that exists")
    func creation() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        #expect(try logs.createStream(Self.stream, at: Samples.time))
        #expect(try !logs.createStream(Self.stream, at: Samples.time))
        let elsewhere = LogStreamKey(scope: Samples.regional, group: "/none", stream: "a")
        #expect(throws: StateStoreError.self) { try logs.createStream(elsewhere, at: Samples.time) }
        #expect(try logs.append([Self.batch([Self.event(1)], to: elsewhere)]) == [elsewhere])
    }

    @Test("are read in the order of time, page by page in both directions")
    func pages() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        _ = try logs.createStream(Self.stream, at: Samples.time)
        #expect(
            try logs.append([Self.batch([5, 1, 3].map { Self.event($0) }), Self.batch([2, 4].map { Self.event($0) })])
                .isEmpty
        )
        let first = try logs.events(of: Self.stream, LogRange(limit: 2))
        #expect(first.map(\.message) == ["line 1\n", "line 2\n"])
        let rest = try logs.events(of: Self.stream, LogRange(beyond: first.last?.position))
        #expect(rest.map(\.message) == ["line 3\n", "line 4\n", "line 5\n"])
        let newest = try logs.events(of: Self.stream, LogRange(direction: .backward, limit: 2))
        #expect(newest.map(\.message) == ["line 4\n", "line 5\n"])
        let before = try logs.events(
            of: Self.stream,
            LogRange(direction: .backward, beyond: newest.first?.position, limit: 2)
        )
        #expect(before.map(\.message) == ["line 2\n", "line 3\n"])
        #expect(try logs.events(of: Self.stream, LogRange(beyond: rest.last?.position)).isEmpty)
    }

    @Test("keep the order of arrival among events of the same time")
    func sameTime() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        _ = try logs.createStream(Self.stream, at: Samples.time)
        let messages = (0..<20).map { "\($0)" }
        _ = try logs.append([Self.batch(messages.map { Self.event(1, $0) })])
        var read: [String] = []
        var range = LogRange(limit: 3)
        while case let page = try logs.events(of: Self.stream, range), let last = page.last {
            read += page.map(\.message)
            range.beyond = LogPosition(digits: last.position.digits)
        }
        #expect(read == messages)
    }

    @Test("are bounded in time, exclusive of the end, and in bytes")
    func bounds() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        _ = try logs.createStream(Self.stream, at: Samples.time)
        _ = try logs.append([Self.batch((1...5).map { Self.event($0, "12345") })])
        let range = LogRange(from: Samples.time + .seconds(2), until: Samples.time + .seconds(4))
        #expect(
            try logs.events(of: Self.stream, range).map(\.timestamp.seconds)
                == [2, 3].map { Samples.time.seconds + $0 }
        )
        #expect(try logs.events(of: Self.stream, LogRange(limitBytes: 14)).count == 2)
        #expect(try logs.events(of: Self.stream, LogRange(limitBytes: 1)).count == 1)
        #expect(try logs.storedBytes(of: Self.group.key) == 5 * (5 + 26))
        try logs.removeEvents(of: Self.group.key, before: Samples.time + .seconds(5))
        #expect(try logs.events(of: Self.stream, LogRange()).count == 1)
        #expect(try logs.storedBytes(of: Self.group.key) == 5 + 26)
        #expect(try logs.stream(Self.stream)?.firstEventAt == Samples.time + .seconds(5))
    }

    @Test("are filtered over several streams")
    func filter() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        let streams = ["a", "b", "c"].map { LogStreamKey(scope: Samples.regional, group: Self.group.name, stream: $0) }
        for (index, stream) in streams.enumerated() {
            _ = try logs.createStream(stream, at: Samples.time)
            _ = try logs.append([Self.batch([Self.event(10 - index, "ERROR"), Self.event(index, "fine")], to: stream)])
        }
        let found = try logs.events(
            of: Self.group.key,
            LogRange(),
            fromStreams: { $0 != "c" },
            matching: { $0.contains("ERR") }
        )
        #expect(found.map(\.streamName) == ["b", "a"])
    }

    @Test("are listed by name prefix and by the time of their last event")
    func listing() throws {
        let folder = TemporaryDirectory()
        let logs = try Self.open(folder.path).logs
        for (name, second) in [("2026/a", 3), ("2026/b", 1), ("2025_", 2)] {
            let key = LogStreamKey(scope: Samples.regional, group: Self.group.name, stream: name)
            _ = try logs.createStream(key, at: Samples.time)
            _ = try logs.append([Self.batch([Self.event(second)], to: key)])
        }
        let byName = try logs.streams(of: Self.group.key, LogStreamQuery(namePrefix: "2026/"))
        #expect(byName.map(\.name) == ["2026/a", "2026/b"])
        let newest = LogStreamQuery(order: .lastEventTime, descending: true, offset: 1, limit: 1)
        #expect(try logs.streams(of: Self.group.key, newest).map(\.name) == ["2025_"])
        let summary = try #require(byName.first)
        #expect(summary.firstEventAt == Samples.time + .seconds(3))
        #expect(summary.lastIngestionAt == Samples.time + .seconds(100))
    }

    @Test("go when their group is removed")
    func cascade() throws {
        let folder = TemporaryDirectory()
        let store = try Self.open(folder.path)
        _ = try store.logs.createStream(Self.stream, at: Samples.time)
        _ = try store.logs.append([Self.batch([Self.event(1)])])
        try store.persist([.logs(.group(.remove(Self.group.key)))])
        #expect(try store.logs.stream(Self.stream) == nil)
        try store.persist([.logs(.group(.put(Self.group)))])
        #expect(try store.logs.storedBytes(of: Self.group.key) == 0)
    }

    @Test("stay when their group changes")
    func groupChange() throws {
        let folder = TemporaryDirectory()
        let store = try Self.open(folder.path)
        _ = try store.logs.createStream(Self.stream, at: Samples.time)
        var changed = Self.group
        changed.retentionDays = 7
        try store.persist([.logs(.group(.put(changed)))])
        #expect(try store.logs.stream(Self.stream) != nil)
        #expect(try store.logs.deleteStream(Self.stream))
        #expect(try !store.logs.deleteStream(Self.stream))
    }
}
