import LambdaCore
import Synchronization

/// Keeps what a function streams, and tells the runtime that it was taken only when asked to.
final class RecordingResponseSink: ResponseSink {
    private struct State {
        var contentType: String?
        var pieces: [[UInt8]] = []
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func begin(contentType: String) {
        state.withLock { $0.contentType = contentType }
    }

    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.pieces.append(bytes)
            state.waiting.append(whenTaken)
        }
    }

    func takeAll() {
        for taken in state.withLock({ state in state.waiting.takeAll() }) { taken() }
    }

    var contentType: String? { state.withLock(\.contentType) }
    var pieces: [String] { state.withLock { $0.pieces.map { String(decoding: $0, as: UTF8.self) } } }
}

extension Array {
    fileprivate mutating func takeAll() -> Self {
        defer { self = [] }
        return self
    }
}
