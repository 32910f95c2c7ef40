import Testing

@testable import LambdaCore

@Suite struct FunctionInvokerTests {
    @Test func `an invocation runs in a new environment and gets the runtime's response`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1", payload: #"{"a":1}"#)
        let process = await fixture.host.process(0)
        fixture.clock.advance(by: .milliseconds(110))
        process.next()
        #expect(process.events.first?.status == 200)
        #expect(process.events.first?.body == Array(#"{"a":1}"#.utf8))
        #expect(process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r1")
        // 08:00:00 + 110 ms of init + 3 s of timeout.
        #expect(process.header("Lambda-Runtime-Deadline-Ms", ofEvent: 0) == "1795420803110")
        #expect(
            process.header("Lambda-Runtime-Invoked-Function-Arn", ofEvent: 0)
                == "arn:aws:lambda:us-east-1:000000000000:function:hello"
        )
        let reply = process.runtime.respond(requestID: "r1", mode: nil, body: Array("42".utf8))
        #expect(reply.status == 202)
        #expect(outcome.now?.text == "42")
        #expect(outcome.now?.result?.functionError == nil)
        #expect(outcome.now?.result?.executedVersion == "$LATEST")
    }

    @Test func `the log tells the whole life of an invocation in order`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.print("loading\n")
        fixture.clock.advance(by: .milliseconds(110))
        process.next()
        process.print("hello\nhalf a line")
        fixture.clock.advance(by: .microseconds(1_230))
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        #expect(
            fixture.sink.lines == [
                "INIT_START Runtime Version: fake:1\n",
                "loading\n",
                "START RequestId: r1 Version: $LATEST\n",
                "hello\n",
                "half a line",
                "END RequestId: r1\n",
                "REPORT RequestId: r1\tDuration: 1.23 ms\tBilled Duration: 112 ms\tMemory Size: 128 MB\t"
                    + "Max Memory Used: 36 MB\tInit Duration: 110.00 ms\t\n",
            ]
        )
        #expect(
            fixture.sink.streams.map(\.name) == ["2026/11/23/[$LATEST]00000000000000000000000000c0ffee"]
        )
    }

    @Test func `an idle environment is used again`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        let second = fixture.invoke("r2")
        #expect(process.events.count == 2)
        _ = process.runtime.respond(requestID: "r2", mode: nil, body: Array("2".utf8))
        #expect(second.now?.text == "2")
        #expect(fixture.host.startedCount == 1)
    }

    @Test func `an event waits for an environment that has just answered`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        _ = fixture.invoke("r2")
        #expect(process.events.count == 1)
        process.next()
        #expect(process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 1) == "r2")
        #expect(fixture.host.startedCount == 1)
    }

    @Test func `an event waits no longer than the grace for an environment that has answered`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let first = await fixture.host.process(0)
        first.next()
        _ = first.runtime.respond(requestID: "r1", mode: nil, body: [])
        _ = fixture.invoke("r2")
        fixture.clock.advance(by: .milliseconds(5))
        let second = await fixture.host.process(1)
        second.next()
        #expect(second.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r2")
    }

    @Test func `two events at once run in two environments`() async {
        let fixture = Fixture()
        let outcomes = [fixture.invoke("r1"), fixture.invoke("r2")]
        for index in 0..<2 {
            let process = await fixture.host.process(index)
            process.next()
            let requestID = process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) ?? ""
            _ = process.runtime.respond(requestID: requestID, mode: nil, body: Array(requestID.utf8))
        }
        #expect(outcomes.map { $0.now?.text } == ["r1", "r2"])
    }

    @Test func `in a burst environments start one after another, within the limit`() async {
        var settings = InvokerSettings()
        settings.concurrentStarts = 2
        let fixture = Fixture(settings: settings)
        let outcomes = (0..<5).map { fixture.invoke("r\($0)") }
        for index in 0..<5 {
            let process = await fixture.host.process(index)
            #expect(fixture.host.startedCount <= index + 2)
            process.next()
            let requestID = process.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) ?? ""
            _ = process.runtime.respond(requestID: requestID, mode: nil, body: [])
        }
        #expect(outcomes.allSatisfy { $0.now?.result != nil })
    }

    @Test func `an environment that fails to start lets the next one start`() async {
        var settings = InvokerSettings()
        settings.concurrentStarts = 1
        let fixture = Fixture(settings: settings)
        fixture.roles.fail(with: .roleNotAssumable(roleARN: "arn"))
        let outcomes = (0..<3).map { fixture.invoke("r\($0)") }
        for outcome in outcomes {
            guard case .unavailable = await outcome.value else {
                Issue.record("not unavailable")
                return
            }
        }
    }

    @Test func `a function's own error is passed on unchanged and leaves the environment in use`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        let body = #"{"errorMessage":"no","errorType":"Exception","requestId":"r1","stackTrace":[]}"#
        #expect(process.runtime.fail(requestID: "r1", errorType: "Exception", body: Array(body.utf8)).status == 202)
        #expect(outcome.now?.text == body)
        #expect(outcome.now?.result?.functionError == .unhandled)
        process.next()
        _ = fixture.invoke("r2")
        #expect(process.events.count == 2)
    }

    @Test func `a timeout kills the environment and names the limit`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1", .sample(timeoutSeconds: 1))
        let process = await fixture.host.process(0)
        process.next()
        process.print("working\n")
        fixture.clock.advance(by: .milliseconds(1001))
        #expect(process.isKilled)
        #expect(
            outcome.now?.text
                == #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r1 Error: Task timed out after 1.00 seconds"}"#
        )
        #expect(
            fixture.sink.lines.dropFirst(2) == [
                "working\n",
                "2026-11-23T08:00:01.000Z r1 Task timed out after 1.00 seconds\n\n",
                "END RequestId: r1\n",
                "REPORT RequestId: r1\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB\t"
                    + "Max Memory Used: 36 MB\tInit Duration: 0.00 ms\tStatus: timeout\n",
            ]
        )
        #expect(fixture.invoker.usage.environments == 0)
    }

    @Test(arguments: [
        (RuntimeExit(.status(0)), "Runtime.ExitError", "Runtime exited without providing a reason"),
        (RuntimeExit(.status(127)), "Runtime.ExitError", "Runtime exited with error: exit status 127"),
        (
            RuntimeExit(.signal(9), isOutOfMemory: true), "Runtime.ExitError",
            "Runtime exited with error: signal: killed"
        ),
        (
            RuntimeExit(.signal(11)), "Runtime.ExitError",
            "Runtime exited with error: signal: segmentation fault"
        ),
    ])
    func `a runtime's end is told in Lambda's words`(_ exit: RuntimeExit, _ type: String, _ sentence: String) async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        process.observer.exited(exit)
        #expect(
            outcome.now?.text == #"{"errorType":"\#(type)","errorMessage":"RequestId: r1 Error: \#(sentence)"}"#
        )
        #expect(fixture.sink.lines.contains("RequestId: r1 Error: \(sentence)\n\(type)\n"))
        // Of the reason only the report tells.
        let reported = exit.isOutOfMemory ? "Runtime.OutOfMemory" : type
        #expect(fixture.sink.lines.last?.hasSuffix("\tStatus: error\tError Type: \(reported)\n") == true)
    }

    @Test func `a response over 6 MiB and 100 bytes is replaced by an error and refused to the runtime`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        let largest = [UInt8](repeating: 32, count: 6_291_556)
        #expect(process.runtime.respond(requestID: "r1", mode: nil, body: largest + [32]).status == 413)
        #expect(
            outcome.now?.text
                == #"{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}"#
        )
        process.next()
        let second = fixture.invoke("r2")
        #expect(process.runtime.respond(requestID: "r2", mode: nil, body: largest).status == 202)
        #expect(second.now?.result?.payload.count == 6_291_556)
    }

    @Test func `an unknown response mode is an error of the runtime`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        #expect(process.runtime.respond(requestID: "r1", mode: "sideways", body: []).status == 400)
        #expect(outcome.now?.result?.functionError == .unhandled)
    }

    @Test func `a failing init is run once more and then answers with the runtime's error`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let body =
            #"{"errorMessage":"Unable to import module 'app'","errorType":"Runtime.ImportModuleError","requestId":"","stackTrace":[]}"#
        for index in 0..<2 {
            let process = await fixture.host.process(index)
            fixture.clock.advance(by: .milliseconds(20))
            #expect(outcome.now == nil)
            let reply = process.runtime.failInitialization(
                errorType: "Runtime.ImportModuleError",
                body: Array(body.utf8)
            )
            #expect(reply.status == 202)
            process.observer.exited(RuntimeExit(.status(1)))
        }
        #expect(outcome.now?.text == body)
        #expect(outcome.now?.result?.functionError == .unhandled)
        #expect(fixture.host.startedCount == 2)
        #expect(
            fixture.sink.lines == [
                "INIT_START Runtime Version: fake:1\n",
                "INIT_REPORT Init Duration: 20.00 ms\tPhase: init\tStatus: error\t"
                    + "Error Type: Runtime.ImportModuleError\n",
                "INIT_REPORT Init Duration: 20.00 ms\tPhase: invoke\tStatus: error\t"
                    + "Error Type: Runtime.ImportModuleError\n",
                "START RequestId: r1 Version: $LATEST\n",
                "END RequestId: r1\n",
                "REPORT RequestId: r1\tDuration: 20.00 ms\tBilled Duration: 20 ms\tMemory Size: 128 MB\t"
                    + "Max Memory Used: 36 MB\tStatus: error\tError Type: Runtime.ImportModuleError\n",
            ]
        )
        #expect(fixture.sink.streams.count == 1)
    }

    @Test func `an init over ten seconds is run once more within the invocation's time`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1")
        let first = await fixture.host.process(0)
        fixture.clock.advance(by: .seconds(10))
        #expect(first.isKilled)
        let second = await fixture.host.process(1)
        fixture.clock.advance(by: .seconds(1))
        second.next()
        #expect(second.header("Lambda-Runtime-Deadline-Ms", ofEvent: 0) == "1795420813000")
        _ = second.runtime.respond(requestID: "r1", mode: nil, body: Array("1".utf8))
        #expect(outcome.now?.text == "1")
    }

    @Test func `a program that cannot start is an error of the function`() async {
        let fixture = Fixture()
        let sentence = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
        let box = fixture.invoke("r1")
        for index in 0..<2 {
            await fixture.host.process(index).observer.exited(RuntimeExit(.notStarted(sentence)))
        }
        let outcome = await box.value
        #expect(
            outcome.text
                == #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: r1 Error: \#(sentence)"}"#
        )
    }

    @Test func `an environment that cannot be made is no error of the function`() async {
        let fixture = Fixture()
        fixture.roles.fail(with: .roleNotAssumable(roleARN: "arn"))
        guard case .unavailable(.roleNotAssumable) = await fixture.invoke("r1").value else {
            Issue.record("not unavailable")
            return
        }
        #expect(fixture.invoker.usage.environments == 0)
    }

    @Test func `the tail holds the invocation's own lines up to its report`() async {
        let fixture = Fixture()
        let outcome = fixture.invoke("r1", tail: true)
        let process = await fixture.host.process(0)
        process.print("loading\n")
        process.next()
        process.print("hello\n")
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: Array("1".utf8))
        #expect(outcome.now == nil, "the report is still to come")
        process.next()
        let tail = String(decoding: outcome.now?.result?.logTail ?? [], as: UTF8.self)
        #expect(
            tail.hasPrefix("START RequestId: r1 Version: $LATEST\nhello\nEND RequestId: r1\nREPORT RequestId: r1\t")
        )
        #expect(outcome.now?.text == "1")
    }

    @Test func `whoever waited for a tail finds the environment ready for the next event`() async {
        let fixture = Fixture()
        let invocation = Invocation(
            requestID: "r1",
            version: .sample(),
            invokedFunctionARN: "",
            payload: [],
            traceHeader: "",
            wantsLogTail: true
        )
        fixture.invoker.invoke(invocation) { _ in _ = fixture.invoke("r2") }
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        #expect(process.events.count == 2)
    }

    @Test func `a new revision takes over from the old one`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1", .sample(revision: "a"))
        let old = await fixture.host.process(0)
        old.next()
        _ = old.runtime.respond(requestID: "r1", mode: nil, body: [])
        old.next()
        _ = fixture.invoke("r2", .sample(revision: "b"))
        let new = await fixture.host.process(1)
        #expect(old.isKilled)
        new.next()
        #expect(new.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r2")
    }

    @Test func `an event under way when a new revision takes over is finished by the old one`() async {
        let fixture = Fixture()
        let first = fixture.invoke("r1", .sample(revision: "a"))
        let old = await fixture.host.process(0)
        old.next()
        _ = fixture.invoke("r2", .sample(revision: "b"))
        #expect(!old.isKilled)
        _ = old.runtime.respond(requestID: "r1", mode: nil, body: Array("1".utf8))
        #expect(first.now?.text == "1")
        old.next()
        #expect(old.isKilled)
    }

    @Test func `a straggler with an old revision does not unseat the new one for good`() async {
        let fixture = Fixture()
        for (index, revision) in ["a", "b", "a", "b"].enumerated() {
            _ = fixture.invoke("r\(index)", .sample(revision: revision))
            let process = await fixture.host.process(index)
            process.next()
            _ = process.runtime.respond(requestID: "r\(index)", mode: nil, body: [])
            process.next()
        }
        _ = fixture.invoke("r4", .sample(revision: "b"))
        let last = await fixture.host.process(3)
        #expect(last.events.count == 2)
        #expect(fixture.invoker.usage.environments == 1)
    }

    @Test func `a runtime that waits is frozen after a while and thawed for its next event`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        fixture.clock.advance(by: .milliseconds(20))
        #expect(!process.isFrozen, "it has not come back")
        process.next()
        fixture.clock.advance(by: .milliseconds(9))
        #expect(!process.isFrozen)
        fixture.clock.advance(by: .milliseconds(1))
        #expect(process.isFrozen)
        _ = fixture.invoke("r2")
        #expect(!process.isFrozen)
        #expect(process.events.count == 2)
        fixture.clock.advance(by: .seconds(1))
        #expect(!process.isFrozen, "it is at work")
    }

    @Test func `a runtime that is used again and again is not frozen in between`() async {
        let fixture = Fixture()
        for index in 0..<10 {
            _ = fixture.invoke("r\(index)")
            let process = await fixture.host.process(0)
            if index == 0 { process.next() }
            _ = process.runtime.respond(requestID: "r\(index)", mode: nil, body: [])
            process.next()
            fixture.clock.advance(by: .milliseconds(6))
            #expect(!process.isFrozen)
        }
    }

    @Test func `idle environments end after their limit`() async {
        let fixture = Fixture()
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        fixture.clock.advance(by: .seconds(599))
        #expect(!process.isKilled)
        fixture.clock.advance(by: .seconds(2))
        #expect(process.isKilled)
        #expect(fixture.invoker.usage.environments == 0)
    }

    @Test func `an environment whose credentials run out takes no further event`() async {
        let fixture = Fixture()
        fixture.roles.expire(after: .seconds(60))
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        fixture.clock.advance(by: .seconds(58))
        _ = fixture.invoke("r2")
        let second = await fixture.host.process(1)
        #expect(process.isKilled)
        second.next()
        #expect(second.header("Lambda-Runtime-Aws-Request-Id", ofEvent: 0) == "r2")
    }

    @Test func `shutdown fails what is under way and refuses what comes`() async {
        let fixture = Fixture()
        let running = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        fixture.invoker.shutdown()
        #expect(process.isKilled)
        #expect(running.now?.result?.functionError == .unhandled)
        guard case .unavailable(.shuttingDown) = fixture.invoke("r2").now else {
            Issue.record("not refused")
            return
        }
    }

    @Test func `reserved concurrency throttles with its own reason and frees places at the answer`() async {
        let fixture = Fixture()
        fixture.invoker.setReservedConcurrency(1, of: FunctionVersion.sample().function)
        let first = fixture.invoke("r1")
        guard case .throttled(.reserved) = fixture.invoke("r2").now else {
            Issue.record("not throttled")
            return
        }
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        #expect(first.now != nil)
        #expect(fixture.invoke("r3").now == nil, "accepted, and waiting for the environment")
    }
}
