import GRDB

extension StateStore {
    /// Empties everything but one account and its root access keys, in some milliseconds.
    ///
    /// - Returns: the state that is left, to be served from now on.
    package func reset(keepingRootOf accountID: String) throws(StateStoreError) -> StateSnapshot {
        let kept = try rootEntities(of: accountID)
        try audit.reset()
        try database.write { database in
            for table in Schema.tablesToReset {
                try database.execute(sql: "DELETE FROM \(table)")
            }
            try EntityRecords(database).apply(kept)
        }
        try codePackages.removeAll()
        try contents.removeAll()
        var snapshot = StateSnapshot()
        for change in kept {
            snapshot.apply(change)
        }
        return snapshot
    }

    private func rootEntities(of accountID: String) throws(StateStoreError) -> [StateChange] {
        let identity = try loadSnapshot().identity
        let scope = Scope.global(accountID)
        let accounts = identity.accounts.all(in: scope).map { account in
            StateChange.identity(
                .account(.put(Account(accountID: accountID, createdAt: account.createdAt, name: account.name)))
            )
        }
        let rootKeys = identity.accessKeys.all(in: scope).filter { $0.owner == .root }
        return accounts + rootKeys.map { .identity(.accessKey(.put($0))) }
    }
}
