import Synchronization

/// What is told about processes of a sandbox other than the one it ends with. Told before anybody listens, it is kept.
final class ProcessNews: Sendable {
    typealias Handler = @Sendable (_ process: UInt32, SandboxExit) -> Void

    private struct State {
        var handler: Handler?
        var kept: [(process: UInt32, exit: SandboxExit)] = []
    }

    private let state = Mutex(State())

    func tell(_ process: UInt32, _ exit: SandboxExit) {
        let handler = state.withLock { state in
            if state.handler == nil { state.kept.append((process, exit)) }
            return state.handler
        }
        handler?(process, exit)
    }

    func onNews(_ handler: @escaping Handler) {
        let kept = state.withLock { state in
            state.handler = handler
            defer { state.kept = [] }
            return state.kept
        }
        for news in kept { handler(news.process, news.exit) }
    }
}
