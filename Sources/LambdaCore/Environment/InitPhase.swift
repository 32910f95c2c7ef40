/// When a runtime is initialised; the raw value is what `INIT_REPORT` says.
enum InitPhase: String, Sendable {
    /// Before the first event, within ``EnvironmentMachine/initLimit``.
    case initialization = "init"
    /// Once more after a failure, within the timeout of the invocation that waits.
    case invocation = "invoke"
}
