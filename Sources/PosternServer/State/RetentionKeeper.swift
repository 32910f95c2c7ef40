import Logging
import StateStore

/// Removes what is kept for a time only and is too old: log events by the retention of their group, metrics, traces.
struct RetentionKeeper: Sendable {
    private static let interval = Duration.seconds(3600)

    let live: LiveState
    let store: StateStore
    let surroundings: Surroundings
    let logger: Logger

    /// Goes on until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            sweep()
            do { try await Task.sleep(for: Self.interval) } catch { return }
        }
    }

    private func sweep() {
        let now = surroundings.now()
        do throws(StateStoreError) {
            for group in live.view.snapshot.logs.groups.all {
                guard let horizon = group.horizon(at: now) else { continue }
                try store.logs.removeEvents(of: group.key, before: horizon)
            }
            try store.metrics.removeExpired(at: now)
            try store.traces.removeExpired(at: now)
        } catch {
            logger.error("what is too old could not be removed", metadata: ["reason": "\(error)"])
        }
    }
}

extension LogGroup {
    /// Events before this time are no longer kept; nil where they are kept for ever.
    func horizon(at now: Moment) -> Moment? {
        retentionDays.map { now - .seconds($0 * 24 * 3600) }
    }
}
