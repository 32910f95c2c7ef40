import Synchronization

/// The response to one event, as the runtime writes it: passed on, or gathered for a caller that wants it whole.
final class StreamedResponse: Sendable {
    private struct State {
        var isOpen = true
        var gathered: [UInt8] = []
        var bytes = 0
        /// Set once the response has grown too large; the rest of it is dropped.
        var failure: FunctionFailure?
    }

    private let sink: (any ResponseSink)?
    /// Held while the sink is called, so that nothing reaches it after ``close()``.
    private let state = Mutex(State())

    init(to sink: (any ResponseSink)?) {
        self.sink = sink
    }

    func begin(contentType: String) {
        state.withLock { state in
            guard state.isOpen else { return }
            sink?.begin(contentType: contentType)
        }
    }

    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void) {
        let isPassedOn = state.withLock { state in
            guard state.isOpen, state.failure == nil, !bytes.isEmpty else { return false }
            state.bytes += bytes.count
            guard state.bytes <= limit else {
                state.failure = sink == nil ? .responseTooLarge : .streamTooLarge
                state.gathered = []
                return false
            }
            guard let sink else {
                state.gathered += bytes
                return false
            }
            sink.write(bytes, whenTaken: whenTaken)
            return true
        }
        if !isPassedOn { whenTaken() }
    }

    private var limit: Int {
        sink == nil ? FunctionFailure.maximumResponseBytes : FunctionFailure.maximumStreamBytes
    }

    /// Nothing reaches the sink any more. What was gathered, or why it is worth nothing.
    @discardableResult
    func close() -> (gathered: [UInt8], failure: FunctionFailure?) {
        state.withLock { state in
            state.isOpen = false
            defer { state.gathered = [] }
            return (state.gathered, state.failure)
        }
    }
}
