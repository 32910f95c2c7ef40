import Synchronization

/// Those who wait for sockets of one sandbox, first come, first served.
final class SocketRequests: Sendable {
    typealias Answer = @Sendable (OwnedDescriptor?) -> Void

    private struct State {
        var waiting: [Answer] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Waits for an answer, then has it asked for; there is none when the sandbox has ended.
    func wait(_ answer: @escaping Answer, ask: () -> Void) {
        let isClosed = state.withLock { state in
            guard !state.isClosed else { return true }
            state.waiting.append(answer)
            return false
        }
        if isClosed { answer(nil) } else { ask() }
    }

    func answer(_ socket: OwnedDescriptor?) {
        let first = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
        first?(socket)
    }

    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for answer in waiting { answer(nil) }
    }
}
