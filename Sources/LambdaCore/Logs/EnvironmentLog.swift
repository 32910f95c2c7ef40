import Synchronization

/// The log of one execution environment: what the function writes and what Lambda adds, in one order.
final class EnvironmentLog: Sendable {
    private struct State {
        var standardOutput = LineSplitter()
        var standardError = LineSplitter()
        var tail: LogTail?
    }

    let stream: LogStream
    private let format: LogFormat
    private let sink: any LogSink
    private let clock: any LambdaClock
    private let state = Mutex(State())

    /// - Parameter format: of Lambda's own lines; what the function writes is kept as it is.
    init(stream: LogStream, format: LogFormat, sink: any LogSink, clock: any LambdaClock) {
        self.stream = stream
        self.format = format
        self.sink = sink
        self.clock = clock
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
                }
            forward(lines, at: clock.sinceEpoch, &state)
        }
    }

    /// Appends lines of Lambda's own.
    /// - Parameter endsOutput: whether the function's unfinished lines are to stand before them.
    func write(_ lines: [PlatformLine], endsOutput: Bool = false) {
        let now = clock.sinceEpoch
        state.withLock { state in
            if endsOutput {
                forward(state.standardOutput.flush() + state.standardError.flush(), at: now, &state)
            }
            forward(lines.compactMap { text($0, at: now) }, at: now, &state)
        }
    }

    private func text(_ line: PlatformLine, at now: Duration) -> String? {
        switch format {
        case .text: line.text(at: now)
        case .json: line.json(at: now)
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

    /// Under the lock, so that the sink sees lines in the order of the tail.
    private func forward(_ lines: [String], at now: Duration, _ state: inout State) {
        guard !lines.isEmpty else { return }
        if state.tail != nil {
            for line in lines { state.tail?.append(line) }
        }
        let timestamp = now.wholeMilliseconds
        sink.append(lines.map { LogLine(timestampMilliseconds: timestamp, message: $0) }, to: stream)
    }
}
