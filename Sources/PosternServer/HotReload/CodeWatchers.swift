import Synchronization

/// The directories that a server watches.
final class CodeWatchers: Sendable {
    private let watchers: [CodeWatcher]
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(_ watchers: [CodeWatcher]) {
        self.watchers = watchers
    }

    func start() {
        tasks.withLock { tasks in
            tasks = watchers.map { watcher in Task { await watcher.run() } }
        }
    }

    func stop() {
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }
}
