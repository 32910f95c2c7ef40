import Logging
import StateStore
import Synchronization
import Testing

@testable import LambdaCore

@Suite struct AsynchronousInvokerTests {
    /// Keeps settlements and lets a test wait for the next.
    private final class Settlements: EventSettlementObserver {
        private let box = Box<EventSettlement>()

        func settled(_ settlement: EventSettlement) async { box.put(settlement) }

        var first: EventSettlement { get async { await box.value } }

        var soFar: EventSettlement? { box.now }
    }

    /// Knows `hello` and nothing else.
    private struct OneFunction: FunctionDirectory {
        func version(of function: FunctionIdentity, qualifier: String?) -> FunctionVersion? {
            function.name == "hello" ? .sample() : nil
        }

        func eventInvokeConfiguration(
            of function: FunctionIdentity,
            qualifier: String?
        ) -> EventInvokeConfiguration {
            EventInvokeConfiguration()
        }
    }

    private struct Stage {
        let fixture = Fixture()
        let settlements = Settlements()
        let directory: TemporaryDirectory
        let store: StateStore
        let asynchronous: AsynchronousInvoker

        init(_ directory: TemporaryDirectory? = nil) throws {
            let directory = try directory ?? TemporaryDirectory()
            self.directory = directory
            store = try StateStore.open(StateDirectory(path: directory.path))
            asynchronous = AsynchronousInvoker(
                queue: store.invocations,
                invoker: fixture.invoker,
                directory: OneFunction(),
                observer: settlements,
                clock: fixture.clock,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        }

        func accept(_ requestID: String = "r1", function: String = "hello") async throws {
            try await asynchronous.accept(
                QueuedInvocation(
                    requestID: requestID,
                    scope: Scope(accountID: "000000000000", region: "us-east-1"),
                    functionName: function,
                    payload: Array("{}".utf8),
                    traceHeader: "",
                    acceptedAt: Timestamp(microseconds: fixture.clock.sinceEpoch.wholeMicroseconds)
                )
            )
        }

        /// Moves the clock when nothing is under way that would arm a timer.
        func advance(by step: Duration) async {
            await asynchronous.diskIsIdle()
            fixture.clock.advance(by: step)
            await asynchronous.diskIsIdle()
        }
    }

    @Test func `an accepted event runs and leaves the queue`() async throws {
        let stage = try Stage()
        try await stage.accept()
        let process = await stage.fixture.host.process(0)
        process.next()
        #expect(process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r1")
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: Array("1".utf8))
        let settlement = await stage.settlements.first
        #expect(settlement.condition == .success)
        #expect(settlement.invokeCount == 1)
        #expect(settlement.result?.payload == Array("1".utf8))
        try await waitUntilEmpty(stage)
    }

    @Test func `a failing event is tried three times, after one minute and after two`() async throws {
        let stage = try Stage()
        try await stage.accept()
        let process = await stage.fixture.host.process(0)
        process.next()
        for (attempt, delay) in [60, 120].enumerated() {
            #expect(process.runtime.fail(requestID: "r1", errorType: nil, body: []).status == 202)
            process.next()
            await stage.advance(by: .seconds(delay) - .milliseconds(1))
            #expect(process.events.count == attempt + 1, "too early")
            await stage.advance(by: .milliseconds(1))
            #expect(process.events.count == attempt + 2)
        }
        #expect(stage.settlements.soFar == nil)
        _ = process.runtime.fail(requestID: "r1", errorType: nil, body: Array("bad".utf8))
        let settlement = await stage.settlements.first
        #expect(settlement.condition == .retriesExhausted)
        #expect(settlement.invokeCount == 3)
        #expect(settlement.result?.payload == Array("bad".utf8))
        try await waitUntilEmpty(stage)
    }

    @Test func `a throttled event is deferred and runs later`() async throws {
        let stage = try Stage()
        stage.fixture.invoker.setReservedConcurrency(1, of: FunctionVersion.sample().function)
        let busy = stage.fixture.invoke("r0")
        let process = await stage.fixture.host.process(0)
        process.next()
        try await stage.accept()
        await stage.asynchronous.diskIsIdle()
        _ = process.runtime.respond(requestID: "r0", mode: nil, body: [])
        #expect(busy.now != nil)
        process.next()
        await stage.advance(by: .seconds(1))
        #expect(process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 1) == "r1")
    }

    @Test func `an event for a function with no concurrency at all is settled at once`() async throws {
        let stage = try Stage()
        stage.fixture.invoker.setReservedConcurrency(0, of: FunctionVersion.sample().function)
        try await stage.accept()
        #expect(await stage.settlements.first.condition == .zeroReservedConcurrency)
        try await waitUntilEmpty(stage)
    }

    @Test func `an event for a function that is gone is dropped`() async throws {
        let stage = try Stage()
        try await stage.accept(function: "gone")
        #expect(await stage.settlements.first.condition == .functionDeleted)
        try await waitUntilEmpty(stage)
    }

    @Test func `an event that was under way when the server died runs again under the next`() async throws {
        let directory = try TemporaryDirectory()
        do {
            let killed = try Stage(directory)
            try await killed.accept()
            let process = await killed.fixture.host.process(0)
            process.next()
            // The state is let go of as if the process had died: nothing was concluded.
            try killed.store.close()
        }
        let stage = try Stage(directory)
        stage.asynchronous.resume()
        let process = await stage.fixture.host.process(0)
        process.next()
        #expect(process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r1")
    }

    @Test func `what a shutdown does to an attempt is not held against the event`() async throws {
        let stage = try Stage()
        try await stage.accept()
        let process = await stage.fixture.host.process(0)
        process.next()
        await stage.asynchronous.stop()
        stage.fixture.invoker.shutdown()
        await stage.asynchronous.diskIsIdle()
        #expect(stage.settlements.soFar == nil)
        #expect(try stage.store.invocations.count() == 1)
    }

    /// The settlement is told before the event leaves the queue.
    private func waitUntilEmpty(_ stage: Stage) async throws {
        for _ in 0..<1_000 where try stage.store.invocations.count() > 0 {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(try stage.store.invocations.count() == 0)
    }
}
