import Synchronization

/// The log of one execution environment: what the function writes and what Lambda adds, in one order.
final class EnvironmentLog: Sendable {
    private struct State {
        var standardOutput = LineSplitter()
        var standardError = LineSplitter()
        var extensions = LineSplitter()
        var tail: LogTail?
    }

    let stream: LogStream
    /// Gets everything that is written here, and more.
    let telemetry: TelemetryRelay
    private let settings: LogSettings
    private let environment: PlatformLine.Record
    private let sink: any LogSink
    private let clock: any LambdaClock
    private let state = Mutex(State())

    init(stream: LogStream, of version: FunctionVersion, sink: any LogSink, clock: any LambdaClock) {
        self.stream = stream
        self.sink = sink
        self.clock = clock
        settings = version.configuration.logging
        environment = [
            ("functionName", .string(version.function.name)), ("functionVersion", .string(version.version)),
        ]
        telemetry = TelemetryRelay(environment: environment, isJSON: settings.format == .json, clock: clock)
    }

    /// Whether the sink wants no more for now.
    var isSaturated: Bool { sink.isSaturated }

    /// Takes what the function wrote; complete lines go on at once.
    func write(_ bytes: [UInt8], to output: OutputChannel) {
        state.withLock { state in
            let lines =
                switch output {
                case .standardOutput: state.standardOutput.append(bytes)
                case .standardError: state.standardError.append(bytes)
                case .extensions: state.extensions.append(bytes)
                }
            forward(lines, of: output == .extensions ? .extension : .function, at: clock.sinceEpoch, &state)
        }
    }

    /// Appends lines of Lambda's own.
    /// - Parameter endsOutput: whether the function's unfinished lines are to stand before them.
    func write(_ lines: [PlatformLine], endsOutput: Bool = false) {
        let now = clock.sinceEpoch
        state.withLock { state in
            if endsOutput {
                forward(state.standardOutput.flush() + state.standardError.flush(), of: .function, at: now, &state)
                forward(state.extensions.flush(), of: .extension, at: now, &state)
            }
            telemetry.record(lines)
            append(lines.filter(settings.keeps).compactMap { text($0, at: now) }, at: now, &state)
        }
    }

    private func text(_ line: PlatformLine, at now: Duration) -> String? {
        switch settings.format {
        case .text: line.text(at: now)
        case .json: line.json(at: now, of: environment)
        }
    }

    /// Keeps the last lines from now on.
    func beginTail() {
        state.withLock { $0.tail = LogTail() }
    }

    /// The last 4 KB since ``beginTail()``; nil when nothing was kept.
    func endTail() -> [UInt8]? {
        state.withLock { state in
            defer { state.tail = nil }
            return state.tail?.bytes
        }
    }

    private func forward(_ lines: [String], of category: TelemetryCategory, at now: Duration, _ state: inout State) {
        guard !lines.isEmpty else { return }
        telemetry.record(lines, of: category)
        append(lines.filter { settings.keeps($0) }, at: now, &state)
    }

    /// Under the lock, so that the sink sees lines in the order of the tail.
    private func append(_ lines: [String], at now: Duration, _ state: inout State) {
        guard !lines.isEmpty else { return }
        if state.tail != nil {
            for line in lines { state.tail?.append(line) }
        }
        let timestamp = now.wholeMilliseconds
        sink.append(lines.map { LogLine(timestampMilliseconds: timestamp, message: $0) }, to: stream)
    }
}
