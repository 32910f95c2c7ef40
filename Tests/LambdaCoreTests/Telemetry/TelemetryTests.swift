import Foundation
import Testing

@testable import LambdaCore

@Suite struct TelemetryTests {
    private static func subscription(
        _ types: String = #""platform","function","extension""#,
        uri: String = "http://sandbox.localdomain:4243/logs",
        version: String = "2022-07-01",
        more: String = #","buffering":{"timeoutMs":25}"#
    ) -> String {
        #"{"schemaVersion":"\#(version)","types":[\#(types)],"destination":{"protocol":"HTTP","URI":"\#(uri)"}\#(more)}"#
    }

    /// An environment whose external extension has subscribed.
    private func start(
        _ body: String,
        to api: TelemetryAPI = .telemetry
    ) async throws -> (Fixture, FakeProcess, FakeExtension) {
        let fixture = Fixture(extensions: ["agent"])
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        let agent = try #require(FakeExtension("agent", ["INVOKE"], in: process))
        let reply = agent.subscribe(body, to: api)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.text == #""OK""#)
        return (fixture, process, agent)
    }

    private func run(_ fixture: Fixture, _ process: FakeProcess, _ agent: FakeExtension) {
        agent.next()
        process.next()
        process.print("a line\n")
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: Array("42".utf8))
        process.next()
    }

    /// The extension is done, too: the environment is frozen until the next event.
    private func runOn(_ fixture: Fixture, _ agent: FakeExtension) {
        agent.next()
        fixture.clock.advance(by: .seconds(1))
        _ = fixture.invoke("r2")
    }

    /// Everything that was posted, once `marker` has been.
    private func posted(_ process: FakeProcess, _ fixture: Fixture, until marker: String) async throws -> String {
        // The function has three seconds by the test's own clock.
        for round in 0..<4_000 {
            let text = process.posted.map(\.body).joined()
            if text.contains(marker) { return text }
            if round < 200 { fixture.clock.advance(by: .milliseconds(1)) }
            try await Task.sleep(for: .milliseconds(1))
        }
        return process.posted.map(\.body).joined()
    }

    @Test func `a subscriber hears the whole life of an invocation, and what came before it subscribed`() async throws {
        let (fixture, process, agent) = try await start(Self.subscription())
        run(fixture, process, agent)
        _ = try await posted(process, fixture, until: "platform.runtimeDone")
        runOn(fixture, agent)
        let text = try await posted(process, fixture, until: "platform.report")
        let order = [
            "platform.initStart", "platform.telemetrySubscription", "platform.initRuntimeDone", "platform.extension",
            "platform.initReport", "platform.start", #""type":"function","record":"a line""#, "platform.runtimeDone",
            "platform.report",
        ]
        var rest = text[...]
        for type in order {
            let found = try #require(rest.range(of: type), "\(type) is missing or late in \(text)")
            rest = rest[found.upperBound...]
        }
        #expect(text.contains(#""producedBytes":2"#))
        #expect(process.posted.first?.destination.port == 4243)
        #expect(process.posted.first?.destination.path == "/logs")
    }

    @Test func `a subscriber gets the kinds it asked for`() async throws {
        let (fixture, process, agent) = try await start(Self.subscription(#""function""#))
        run(fixture, process, agent)
        let text = try await posted(process, fixture, until: "a line")
        #expect(text.contains("a line") && !text.contains("platform."))
    }

    @Test func `what extensions write is of a kind of its own`() async throws {
        let (fixture, process, _) = try await start(Self.subscription(#""extension""#))
        process.observer.wrote(Array("from the agent\n".utf8), to: .extensions)
        let text = try await posted(process, fixture, until: "from the agent")
        #expect(text.contains(#""type":"extension","record":"from the agent""#))
        #expect(fixture.sink.lines.contains("from the agent\n"))
    }

    @Test func `the Logs API has its own events`() async throws {
        let (fixture, process, agent) = try await start(
            Self.subscription(#""platform""#, version: "2020-08-15"),
            to: .logs
        )
        run(fixture, process, agent)
        _ = try await posted(process, fixture, until: "platform.start")
        runOn(fixture, agent)
        let text = try await posted(process, fixture, until: "platform.report")
        #expect(text.contains("platform.logsSubscription") && text.contains("platform.end"))
        #expect(!text.contains("platform.initStart") && !text.contains("platform.runtimeDone"))
    }

    @Test(arguments: [
        ("{", "no subscription"), (subscription(version: "2019-01-01"), "schemaVersion must be"),
        (subscription(""), "types must be"), (subscription(#""weather""#), "types must be"),
        (subscription(uri: "http://169.254.169.254/"), "destination.URI"),
        (subscription(uri: "http://sandbox.localdomain:9001/"), "destination.URI"),
        (subscription(uri: "https://sandbox.localdomain:80/"), "destination.URI"),
        (subscription(uri: "http://sandbox.localdomain:80/a b"), "destination.URI"),
        (subscription(more: #","buffering":{"maxItems":999}"#), "maxItems must be from 1000 to 10000"),
        (subscription(more: #","buffering":{"maxBytes":1}"#), "maxBytes must be"),
        (subscription(more: #","buffering":{"timeoutMs":24}"#), "timeoutMs must be"),
    ])
    func `a subscription that cannot be is refused with what to change`(_ body: String, _ part: String) async throws {
        let fixture = Fixture(extensions: ["agent"])
        _ = fixture.invoke("r1")
        let agent = try #require(FakeExtension("agent", [], in: await fixture.host.process(0)))
        let reply = agent.subscribe(body)
        #expect(reply.status == 400)
        #expect(reply.text.contains("ValidationError") && reply.text.contains(part), "\(reply.text)")
    }

    @Test func `after init nobody can subscribe`() async throws {
        let (fixture, process, agent) = try await start(Self.subscription())
        run(fixture, process, agent)
        let reply = agent.subscribe(Self.subscription())
        #expect(reply.status == 403)
        #expect(reply.text.contains("Telemetry.SubscriptionClosed"))
    }
}

@Suite struct TelemetryBufferTests {
    private let event = [UInt8](repeating: 32, count: 100)

    @Test func `events wait for company or for time`() {
        var buffer = TelemetryBuffer(.init(maxItems: 2, maxBytes: 1_000, timeout: .milliseconds(50)))
        buffer.append(event, at: .zero)
        #expect(buffer.step(at: .zero, flushes: false) == .wait(until: .milliseconds(50)))
        buffer.append(event, at: .milliseconds(1))
        #expect(buffer.step(at: .milliseconds(1), flushes: false) == .post([event, event]))
        #expect(buffer.step(at: .milliseconds(1), flushes: false) == TelemetryBuffer.Step.none)
        buffer.delivered(true, at: .milliseconds(2))
        #expect(buffer.isEmpty)
        buffer.append(event, at: .milliseconds(3))
        #expect(buffer.step(at: .milliseconds(53), flushes: false) == .post([event]))
    }

    @Test func `what was not taken is posted again, in its order`() {
        var buffer = TelemetryBuffer(.init(maxItems: 1, maxBytes: 1_000, timeout: .milliseconds(50)))
        buffer.append([1], at: .zero)
        buffer.append([2], at: .zero)
        #expect(buffer.step(at: .zero, flushes: false) == .post([[1]]))
        buffer.delivered(false, at: .zero)
        #expect(buffer.step(at: .zero, flushes: true) == .post([[1]]))
    }

    @Test func `a subscriber that takes nothing loses what does not fit, and can be told how much`() {
        var buffer = TelemetryBuffer(.init(maxItems: 1_000, maxBytes: 150, timeout: .seconds(1)))
        for _ in 0..<8 { buffer.append(event, at: .zero) }
        #expect(buffer.takeDropped()?.records == 2)
        #expect(buffer.takeDropped() == nil)
    }
}
