import Testing

@testable import LambdaCore

@Suite struct LogSettingsTests {
    @Test(arguments: [
        (#"{"level":"ERROR","message":"x"}"#, LogLevel.error), (#"{"level":"debug","message":"x"}"#, .debug),
        (#"{"level":"NOTICE"}"#, .info), (#"{"level":3}"#, .info), (#"{"message":"x"}"#, .info), ("text", .info),
        (#"{"level":"ERROR""#, .info), (#"["level","ERROR"]"#, .info), ("", .info),
    ])
    func `a line has the level that it names, or else INFO`(_ line: String, _ level: LogLevel) {
        #expect(FunctionLogRecord(line + "\n").level == level)
    }

    @Test func `lines below the level are left out of JSON logs, and of no others`() {
        let line = #"{"level":"DEBUG","message":"x"}"#
        #expect(!LogSettings(format: .json, applicationLevel: .info).keeps(line))
        #expect(LogSettings(format: .json, applicationLevel: .debug).keeps(line))
        #expect(LogSettings(format: .text, applicationLevel: .fatal).keeps(line))
        #expect(!LogSettings(format: .json, applicationLevel: .error).keeps("text"))
    }

    @Test(arguments: [
        (LogLevel.debug, ["initStart", "initRuntimeDone", "initReport", "start", "runtimeDone", "report"]),
        (.info, ["initStart", "start", "report"]), (.warn, []),
    ])
    func `the system log level decides which of Lambda's own lines a JSON log has`(
        _ level: LogLevel,
        _ types: [String]
    ) async {
        let fixture = Fixture()
        let version = FunctionVersion.sample(logging: LogSettings(format: .json, systemLevel: level))
        _ = fixture.invoke("r1", version)
        let process = await fixture.host.process(0)
        process.next()
        _ = process.runtime.respond(requestID: "r1", mode: nil, body: [])
        process.next()
        let found = fixture.sink.lines.compactMap { line in
            line.firstMatch(of: /"type":"platform\.(\w+)"/).map { String($0.1) }
        }
        #expect(found == types)
    }

    @Test func `a time-out stands in a JSON log of warnings`() async {
        let fixture = Fixture()
        let version = FunctionVersion.sample(logging: LogSettings(format: .json, systemLevel: .warn))
        _ = fixture.invoke("r1", version)
        await fixture.host.process(0).next()
        fixture.clock.advance(by: .seconds(4))
        let text = fixture.sink.lines.joined()
        #expect(text.contains(#""type":"platform.runtimeDone","record":{"requestId":"r1","status":"timeout""#))
        #expect(text.contains(#""type":"platform.report""#))
    }
}
