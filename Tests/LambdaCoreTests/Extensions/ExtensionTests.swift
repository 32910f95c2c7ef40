import Testing

@testable import LambdaCore

@Suite struct ExtensionTests {
    /// An environment with one external extension, `agent`, that has registered for everything.
    private func start(_ fixture: Fixture) async throws -> (FakeProcess, FakeExtension, Box<InvocationOutcome>) {
        let outcome = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        let agent = try #require(FakeExtension("agent", ["INVOKE", "SHUTDOWN"], in: process))
        return (process, agent, outcome)
    }

    @Test func `the runtime starts when every external extension has registered`() async throws {
        let fixture = Fixture(extensions: ["agent", "other"])
        let (process, _, _) = try await start(fixture)
        #expect(!process.isRuntimeStarted)
        _ = try #require(FakeExtension("other", [], in: process))
        #expect(process.isRuntimeStarted)
    }

    @Test func `registration tells of the function, and of the account when asked`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        let body = Array(#"{"events":["INVOKE"]}"#.utf8)
        let reply = process.runtime.register(extension: "agent", features: "accountId", body: body)
        #expect(
            reply.text == #"{"functionName":"hello","functionVersion":"$LATEST","handler":"app.handler","#
                + #""accountId":"000000000000"}"#
        )
    }

    @Test func `the first event waits for runtime and extensions, and goes to both`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, _) = try await start(fixture)
        process.next()
        #expect(process.events.isEmpty)
        agent.next()
        #expect(process.events.count == 1)
        let event = try #require(agent.events.first)
        #expect(event.hasPrefix(#"{"eventType":"INVOKE","deadlineMs":1795420803000,"requestId":"r1","#))
        #expect(
            event.hasSuffix(#""value":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0"}}"#)
        )
        #expect(fixture.sink.lines.contains("EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n"))
    }

    @Test func `the caller is answered at once, but the environment is free when its extensions are done`() async throws
    {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, outcome) = try await start(fixture)
        agent.next()
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        #expect(outcome.now != nil)
        process.next()
        fixture.clock.advance(by: .milliseconds(40))
        #expect(!fixture.sink.lines.contains { $0.hasPrefix("REPORT") })
        agent.next()
        #expect(fixture.sink.lines.contains { $0.hasPrefix("REPORT RequestId: r1\tDuration: 40.00 ms") })
        _ = fixture.invoke("r2")
        #expect(process.events.count == 2)
        #expect(agent.events.count == 2)
    }

    @Test func `an internal extension may register while the runtime starts`() async throws {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        let inner = try #require(FakeExtension("inner", ["INVOKE"], in: process))
        process.next()
        #expect(process.events.isEmpty)
        inner.next()
        #expect(process.events.count == 1 && inner.events.count == 1)
        #expect(FakeExtension.register("late", [], in: process).text.contains("Extension.RegistrationClosed"))
    }

    @Test(arguments: [
        (nil, ["INVOKE"], "Extension.InvalidExtensionName"), ("", ["INVOKE"], "Extension.InvalidExtensionName"),
        ("inner", ["BOIL"], "Extension.InvalidEventType"), ("inner", ["SHUTDOWN"], "Extension.InvalidEventType"),
    ])
    func `registrations are refused with AWS's types`(_ name: String?, _ events: [String], _ type: String) async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let reply = FakeExtension.register(name, events, in: await fixture.host.process(0))
        #expect(reply.status == 403)
        #expect(reply.text.contains(#""errorType":"\#(type)""#))
    }

    @Test func `the eleventh extension and a second one of the same name are refused`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        for index in 0..<10 { #expect(FakeExtension.register("inner\(index)", [], in: process).status == 200) }
        #expect(FakeExtension.register("inner10", [], in: process).text.contains("Extension limit (10) reached"))
        #expect(FakeExtension.register("inner0", [], in: process).text.contains("Extension.InvalidExtensionState"))
    }

    @Test(arguments: [
        (nil, "Extension.MissingExtensionIdentifier"), ("nonsense", "Extension.InvalidExtensionIdentifier"),
        ("00000000-0000-4000-8000-000000000001", "Extension.UnknownExtensionIdentifier"),
    ])
    func `identifiers are checked`(_ identifier: String?, _ type: String) async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, _, _) = try await start(fixture)
        let reply = Box<RuntimeReply>()
        process.runtime.nextEvent(extension: identifier) { reply.put($0) }
        #expect(reply.now?.status == 403)
        #expect(reply.now?.text.contains(type) == true)
    }

    @Test func `an extension that ends fails the event`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, outcome) = try await start(fixture)
        agent.next()
        process.next()
        process.observer.extensionExited("agent", RuntimeExit(.status(1)))
        #expect(
            outcome.now?.text == #"{"errorType":"Extension.Crash","errorMessage":"RequestId: r1 Error: exit status 1"}"#
        )
    }

    @Test func `an extension that cannot be started fails init, twice`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        let outcome = fixture.invoke("r1")
        for index in 0..<2 {
            let reason = "fork/exec /opt/extensions/agent: permission denied"
            await fixture.host.process(index).observer.extensionExited("agent", RuntimeExit(.notStarted(reason)))
        }
        #expect(outcome.now?.text?.contains("Extension.LaunchError") == true)
        #expect(
            fixture.sink.lines.contains(
                "EXTENSION\tName: agent\tState: LaunchError\tEvents: []\tError Type: PermissionDenied\n"
            )
        )
    }

    @Test(arguments: [(ExtensionPhase.initialization, "Extension.InitError"), (.exit, "Extension.ExitError")])
    func `an extension can report that it cannot go on`(_ phase: ExtensionPhase, _ type: String) async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, outcome) = try await start(fixture)
        if phase == .exit {
            agent.next()
            process.next()
        }
        let missing = process.runtime.fail(extension: agent.identifier, in: phase, errorType: nil, body: [])
        #expect(missing.text.contains("Extension.MissingHeader"))
        let reply = process.runtime.fail(extension: agent.identifier, in: phase, errorType: "Agent.Bad", body: [])
        #expect(reply.status == 202)
        if phase == .initialization {
            // The second init meets the same end.
            let again = await fixture.host.process(1)
            let agent = try #require(FakeExtension("agent", [], in: again))
            _ = again.runtime.fail(extension: agent.identifier, in: phase, errorType: "Agent.Bad", body: [])
        }
        #expect(outcome.now?.text == #"{"errorType":"\#(type)","errorMessage":"RequestId: r1 Error: Agent.Bad"}"#)
    }

    @Test func `after a time-out the runtime is ended at once and the extensions have two seconds`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, outcome) = try await start(fixture)
        agent.next()
        process.next()
        agent.next()
        fixture.clock.advance(by: .seconds(3))
        #expect(outcome.now?.text?.contains("Sandbox.Timedout") == true)
        #expect(process.terminationsOfRuntime == [true])
        #expect(agent.events.last?.contains(#""shutdownReason":"TIMEOUT""#) == true)
        #expect(!process.isKilled)
        fixture.clock.advance(by: .seconds(2))
        #expect(process.isKilled)
    }

    @Test func `an environment that is no longer needed asks the runtime first, then tells the extensions`()
        async throws
    {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, _) = try await start(fixture)
        agent.next()
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        agent.next()
        fixture.invoker.retire(FunctionVersion.sample().function)
        #expect(process.terminationsOfRuntime == [false])
        #expect(agent.events.count == 1)
        process.observer.exited(RuntimeExit(.signal(15)))
        #expect(agent.events.last?.contains(#""shutdownReason":"SPINDOWN""#) == true)
        #expect(!process.isKilled)
        process.observer.extensionExited("agent", RuntimeExit(.status(0)))
        #expect(process.isKilled)
        await fixture.invoker.allGone()
    }

    @Test func `an environment that ends before its runtime is done tells subscribers that it is`() async throws {
        let fixture = Fixture(extensions: ["agent"])
        let (process, agent, _) = try await start(fixture)
        let destination = #"{"protocol":"HTTP","URI":"http://sandbox.localdomain:4243/"}"#
        let body = #"{"schemaVersion":"2022-07-01","types":["platform"],"destination":\#(destination)}"#
        #expect(agent.subscribe(body).status == 200)
        agent.next()
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        fixture.invoker.shutdown()
        for _ in 0..<4_000 where !process.posted.contains(where: { $0.body.contains("platform.report") }) {
            try await Task.sleep(for: .milliseconds(1))
        }
        let text = process.posted.map(\.body).joined()
        #expect(text.contains("platform.runtimeDone") && text.contains("platform.report"))
    }
}
