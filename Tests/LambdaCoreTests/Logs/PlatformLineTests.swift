import Testing

@testable import LambdaCore

@Suite struct PlatformLineTests {
    private static func report(
        _ duration: Duration,
        initDuration: Duration? = nil,
        status: InvocationReport.Status = .success
    ) -> PlatformLine {
        let report = InvocationReport(
            requestID: "r1",
            duration: duration,
            initDuration: initDuration,
            status: status
        )
        return .report(report, memoryMB: 128, peakMemoryMB: 36)
    }

    @Test(arguments: [
        (PlatformLine.initStart(runtime: "python:3.12.1"), "INIT_START Runtime Version: python:3.12.1\n"),
        (.start(requestID: "r1", version: "7"), "START RequestId: r1 Version: 7\n"),
        (.end(requestID: "r1"), "END RequestId: r1\n"),
        (
            report(.microseconds(1_234)),
            "REPORT RequestId: r1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: 36 MB\t\n"
        ),
        (
            report(.microseconds(1_235), initDuration: .microseconds(110_000)),
            "REPORT RequestId: r1\tDuration: 1.24 ms\tBilled Duration: 112 ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: 36 MB\tInit Duration: 110.00 ms\t\n"
        ),
        (
            report(.seconds(3), status: .timeout),
            "REPORT RequestId: r1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: 36 MB\tStatus: timeout\n"
        ),
        (
            .initReport(InitReport(phase: .initialization, duration: .seconds(10), status: .timeout)),
            "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n"
        ),
        (
            .failure(.timedOut(after: .seconds(900)), requestID: "r1"),
            "2026-11-23T08:00:00.500Z r1 Task timed out after 900.00 seconds\n\n"
        ),
    ])
    func `lines read as on AWS`(_ line: PlatformLine, _ text: String) {
        #expect(line.text(at: ManualClock.origin + .milliseconds(500)) == text)
    }

    @Test(arguments: [
        (
            PlatformLine.initStart(runtime: "python:3.12.1"),
            #""type":"platform.initStart","record":{"initializationType":"on-demand","phase":"init",""#
                + #"runtimeVersion":"python:3.12.1"}}"#
        ),
        (
            .start(requestID: "r1", version: "7"),
            #""type":"platform.start","record":{"requestId":"r1","version":"7"}}"#
        ),
        (
            report(.microseconds(1_234), initDuration: .milliseconds(110)),
            #""type":"platform.report","record":{"requestId":"r1","metrics":{"durationMs":1.23,"#
                + #""billedDurationMs":112,"memorySizeMB":128,"maxMemoryUsedMB":36,"initDurationMs":110.00},"#
                + #""status":"success"}}"#
        ),
        (
            report(.seconds(3), status: .timeout),
            #""type":"platform.report","record":{"requestId":"r1","metrics":{"durationMs":3000.00,"#
                + #""billedDurationMs":3000,"memorySizeMB":128,"maxMemoryUsedMB":36},"status":"timeout"}}"#
        ),
        (
            .runtimeDone(
                RuntimeDone(
                    requestID: "r1",
                    status: .error(type: "Function.ResponseSizeTooLarge"),
                    duration: .milliseconds(20),
                    producedBytes: nil,
                    traceHeader: "Root=1"
                )
            ),
            #""type":"platform.runtimeDone","record":{"requestId":"r1","status":"error","#
                + #""errorType":"Function.ResponseSizeTooLarge","#
                + #""tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1"},"metrics":{"durationMs":20.00}}}"#
        ),
        (
            .initReport(InitReport(phase: .invocation, duration: .milliseconds(20), status: .error(type: "X"))),
            #""type":"platform.initReport","record":{"initializationType":"on-demand","phase":"invoke","#
                + #""status":"error","errorType":"X","metrics":{"durationMs":20.00}}}"#
        ),
        (.note("\"quoted\"\n"), #""type":"platform.note","record":{"message":"\"quoted\"\u000a"}}"#),
    ])
    func `lines are events of the telemetry schema in JSON logs`(_ line: PlatformLine, _ json: String) {
        #expect(line.json(at: ManualClock.origin) == #"{"time":"2026-11-23T08:00:00.000Z","# + json + "\n")
    }

    @Test(arguments: [PlatformLine.end(requestID: "r1"), .failure(.responseTooLarge, requestID: "r1")])
    func `what other events tell has no line of its own in JSON logs`(_ line: PlatformLine) {
        #expect(line.json(at: .zero) == nil)
    }

    @Test(
        arguments: [
            (
                PlatformLine.extensionState(
                    ExtensionState(name: "agent", state: "Ready", events: ["INVOKE"], errorType: nil)
                ),
                "EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE]\n"
            ),
            (
                .subscription(
                    TelemetrySubscriptionNote(name: "agent", api: .telemetry, categories: [.platform, .function])
                ),
                "TELEMETRY\tName: agent\tState: Subscribed\tTypes: [Platform, Function]\n"
            ),
            (.initReport(InitReport(phase: .initialization, duration: .zero, status: .success)), nil),
        ] as [(PlatformLine, String?)]
    )
    func `lines about extensions and init read as on AWS`(_ line: PlatformLine, _ text: String?) {
        #expect(line.text(at: .zero) == text)
    }

    @Test(arguments: [
        (Duration.zero, "0.00", 0 as Int64),
        (.nanoseconds(1), "0.00", 1),
        (.microseconds(5), "0.01", 1),
        (.milliseconds(1), "1.00", 1),
        (.nanoseconds(1_000_001), "1.00", 2),
        (.milliseconds(900_000), "900000.00", 900_000),
    ])
    func `durations are shown in hundredths and billed in started milliseconds`(
        _ duration: Duration,
        _ text: String,
        _ billed: Int64
    ) {
        #expect(duration.millisecondsText == text)
        #expect(duration.billedMilliseconds == billed)
    }

    @Test(arguments: [
        (Duration.zero, "1970-01-01T00:00:00.000Z"),
        (.milliseconds(-1), "1969-12-31T23:59:59.999Z"),
        (.seconds(951_782_400), "2000-02-29T00:00:00.000Z"),
        (.seconds(4_107_542_399), "2100-02-28T23:59:59.000Z"),
        (.seconds(4_107_542_400), "2100-03-01T00:00:00.000Z"),
        (.milliseconds(1_795_420_800_042), "2026-11-23T08:00:00.042Z"),
    ])
    func `times are told by the calendar`(_ sinceEpoch: Duration, _ text: String) {
        #expect(UTCTime(sinceEpoch: sinceEpoch).iso8601 == text)
    }

    @Test func `log streams are named by day, version and environment`() {
        let stream = LogStream(version: .sample(version: "7"), sinceEpoch: ManualClock.origin, identifier: 0xAB)
        #expect(stream.name == "2026/11/23/[7]000000000000000000000000000000ab")
        #expect(stream.group == "/aws/lambda/hello")
    }
}
