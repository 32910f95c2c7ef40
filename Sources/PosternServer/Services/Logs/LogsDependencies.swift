import StateStore

/// What the operations of CloudWatch Logs work with.
struct LogsDependencies: Sendable {
    let writer: StateWriter
    let store: LogStore
}
