import StateStore

/// The account that the server starts with, and its root access key.
struct RootAccount {
    let accountID: String
    let surroundings: Surroundings
    /// A root key chosen by whoever starts the server; nil to make one.
    let givenKey: GivenKey?

    /// From `POSTERN_ROOT_ACCESS_KEY_ID` and `POSTERN_ROOT_SECRET_ACCESS_KEY`; looked at when the account is made.
    struct GivenKey: Sendable {
        let accessKeyID: String
        let secretAccessKey: String

        init?(environment: [String: String]) {
            guard let id = environment["POSTERN_ROOT_ACCESS_KEY_ID"], !id.isEmpty,
                let secret = environment["POSTERN_ROOT_SECRET_ACCESS_KEY"], !secret.isEmpty
            else { return nil }
            accessKeyID = id
            secretAccessKey = secret
        }
    }

    /// Makes the account and its key when the state does not have them yet.
    func ensure(in snapshot: StateSnapshot, _ store: StateStore) throws(StateStoreError) -> StateSnapshot {
        var changes: [StateChange] = []
        let scope = Scope.global(accountID)
        if snapshot.identity.accounts[accountID, in: scope] == nil {
            let account = Account(accountID: accountID, createdAt: surroundings.now(), name: "postern")
            changes.append(.identity(.account(.put(account))))
        }
        if !snapshot.identity.accessKeys.all(in: scope).contains(where: { $0.owner == .root }) {
            changes.append(.identity(.accessKey(.put(rootKey(in: scope, sealedWith: store.sealingKey)))))
        }
        guard !changes.isEmpty else { return snapshot }
        try store.persist(changes)
        var snapshot = snapshot
        for change in changes { snapshot.apply(change) }
        return snapshot
    }

    private func rootKey(in scope: Scope, sealedWith key: SealingKey) -> AccessKey {
        AccessKey(
            scope: scope,
            id: givenKey?.accessKeyID ?? surroundings.randomness.uniqueID(.longTermAccessKey),
            owner: .root,
            secret: givenKey?.secretAccessKey ?? surroundings.randomness.secretAccessKey(),
            sealedWith: key,
            createdAt: surroundings.now()
        )
    }
}
