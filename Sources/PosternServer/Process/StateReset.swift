import LambdaCore
import StateStore

/// `POST /_postern/reset`: for test suites that want an empty account between tests.
struct StateReset: Sendable {
    let configuration: ServerConfiguration
    let live: LiveState
    let writer: StateWriter
    let invoker: FunctionInvoker

    /// Nil unless the server was started with `--allow-reset`.
    var closure: (@Sendable () async throws -> Void)? {
        configuration.allowsReset ? perform : nil
    }

    /// Empties the state but for the account and its root key, and ends the environments of the functions that were.
    @Sendable
    private func perform() async throws {
        let functions = live.view.snapshot.functions.functions.all
        try await writer.replaceAll { store throws(StateStoreError) in
            try store.reset(keepingRootOf: configuration.account)
        }
        for function in functions { invoker.retire(FunctionIdentity(function)) }
    }
}
