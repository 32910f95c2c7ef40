import StateStore

/// The state on disk, opened, with the account that the server is to serve.
struct OpenedState {
    let store: StateStore
    let snapshot: StateSnapshot
    /// Whether this start made the state.
    let isFirstStart: Bool

    init(
        _ configuration: ServerConfiguration,
        environment: [String: String],
        surroundings: Surroundings
    ) throws(ServerError) {
        do {
            store = try StateStore.open(
                StateDirectory(path: configuration.stateDirectory),
                randomness: surroundings.randomness
            )
            let found = try store.loadSnapshot()
            let root = RootAccount(
                accountID: configuration.account,
                surroundings: surroundings,
                givenKey: RootAccount.GivenKey(environment: environment)
            )
            snapshot = try root.ensure(in: found, store)
            isFirstStart = found.identity.accounts.count == 0
        } catch {
            throw .state(error)
        }
    }
}
