import Foundation
import StateStore
import Testing

@Suite("The queue of asynchronous invocations")
struct InvocationQueueTests {
    static func invocation(_ number: Int, acceptedAt: Timestamp = Samples.time) -> QueuedInvocation {
        QueuedInvocation(
            requestID: "request-\(number)",
            scope: Samples.regional,
            functionName: "hello",
            qualifier: number.isMultiple(of: 2) ? "live" : nil,
            payload: Array("{\"n\":\(number)}".utf8) + [0, 255],
            traceHeader: "Root=1-\(number)",
            acceptedAt: acceptedAt
        )
    }

    @Test("hands out what is due, the longest due first, and each only once while its lease runs")
    func leases() throws {
        let folder = TemporaryDirectory()
        let queue = try StateStore.open(StateDirectory(path: folder.path)).invocations
        let late = Self.invocation(1, acceptedAt: Samples.time + .seconds(2))
        let early = Self.invocation(2)
        try queue.enqueue(late)
        try queue.enqueue(early)
        #expect(try queue.lease(limit: 9, at: Samples.time + .seconds(1), for: .seconds(60)) == [early])
        #expect(try queue.lease(limit: 9, at: Samples.time + .seconds(3), for: .seconds(60)) == [late])
        #expect(try queue.lease(limit: 9, at: Samples.time + .seconds(60), for: .seconds(60)).isEmpty)
        #expect(try queue.nextDue() == Samples.time + .seconds(61))
        #expect(try queue.lease(limit: 1, at: Samples.time + .seconds(90), for: .seconds(60)) == [early])
    }

    @Test("brings an invocation back at its retry, with its counts")
    func retries() throws {
        let folder = TemporaryDirectory()
        let queue = try StateStore.open(StateDirectory(path: folder.path)).invocations
        try queue.enqueue(Self.invocation(1))
        var leased = try #require(try queue.lease(limit: 1, at: Samples.time, for: .seconds(900)).first)
        leased.failedAttempts = 1
        leased.deferrals = 3
        try queue.retry(leased, at: Samples.time + .seconds(60))
        #expect(try queue.nextDue() == Samples.time + .seconds(60))
        #expect(try queue.lease(limit: 1, at: Samples.time + .seconds(59), for: .seconds(900)).isEmpty)
        #expect(try queue.lease(limit: 1, at: Samples.time + .seconds(60), for: .seconds(900)) == [leased])
    }

    @Test("forgets what is complete and what belonged to a deleted function")
    func removal() throws {
        let folder = TemporaryDirectory()
        let queue = try StateStore.open(StateDirectory(path: folder.path)).invocations
        for number in 1...3 {
            try queue.enqueue(Self.invocation(number))
        }
        try queue.complete("request-1")
        try queue.complete("request-1")
        #expect(try queue.count() == 2)
        try queue.removeAll(for: "other", in: Samples.regional)
        #expect(try queue.count() == 2)
        try queue.removeAll(for: "hello", in: Samples.regional)
        try queue.retry(Self.invocation(2), at: Samples.time)
        #expect(try queue.count() == 0)
        #expect(try queue.nextDue() == nil)
    }

    @Test("refuses a second invocation with the same request id")
    func requestIDsAreUnique() throws {
        let folder = TemporaryDirectory()
        let queue = try StateStore.open(StateDirectory(path: folder.path)).invocations
        try queue.enqueue(Self.invocation(1))
        #expect(throws: StateStoreError.self) { try queue.enqueue(Self.invocation(1)) }
    }

    @Test("still has every accepted invocation after the server was killed, leased or not")
    func killed() async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let queue = try StateStore.open(StateDirectory(path: path)).invocations
            try queue.enqueue(Self.invocation(1))
            try queue.enqueue(Self.invocation(2))
            _ = try queue.lease(limit: 1, at: Samples.time, for: .seconds(900))
            kill(getpid(), SIGKILL)
        }
        let queue = try StateStore.open(StateDirectory(path: path)).invocations
        let due = try queue.lease(limit: 9, at: Samples.time, for: .seconds(900))
        #expect(due == [Self.invocation(1), Self.invocation(2)])
    }
}
