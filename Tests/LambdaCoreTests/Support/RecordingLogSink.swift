import LambdaCore
import Synchronization

/// Keeps every line it is given.
final class RecordingLogSink: LogSink {
    private let events = Mutex<[(stream: LogStream, event: LogLine)]>([])

    func append(_ appended: [LogLine], to stream: LogStream) {
        events.withLock { $0.append(contentsOf: appended.map { (stream, $0) }) }
    }

    let isSaturated = false

    var lines: [String] { events.withLock { $0.map(\.event.message) } }

    var streams: Set<LogStream> { events.withLock { Set($0.map(\.stream)) } }
}
