import AWSWire
import Foundation
import StateStore

/// The accounts of a state directory, for the commands: read beside a running server, made by the server when one runs
/// and otherwise in the state itself.
package struct AccountRegister: Sendable {
    private let directory: StateDirectory
    private let surroundings: Surroundings

    /// - Parameter path: the state directory.
    package init(stateAt path: String, surroundings: Surroundings = .system) {
        directory = StateDirectory(path: path)
        self.surroundings = surroundings
    }

    /// All accounts, ordered by id.
    package func accounts() throws(ServerError) -> [AccountListing] {
        do {
            let snapshot = try StateReader.open(directory).loadSnapshot()
            return snapshot.identity.accounts.all
                .sorted { $0.accountID < $1.accountID }
                .map { AccountListing($0, in: snapshot.organizations) }
        } catch {
            throw .state(error)
        }
    }

    /// Makes an account with a root access key.
    ///
    /// - Throws: ``ServerError/refused(_:)`` when the id or the address is taken, or the server says no.
    package func create(id: String?, name: String, email: String?) async throws(ServerError) -> AccountListing {
        guard directory.hasState else { throw .state(.noState(path: directory.path)) }
        let store: StateStore
        do {
            store = try StateStore.open(directory, randomness: surroundings.randomness)
        } catch .inUse {
            return try await askServer(id: id, name: name, email: email)
        } catch {
            throw .state(error)
        }
        return try create(id: id, name: name, email: email, in: store)
    }

    private func create(
        id: String?,
        name: String,
        email: String?,
        in store: StateStore
    ) throws(ServerError) -> AccountListing {
        do {
            let snapshot = try store.loadSnapshot()
            let new = try NewAccount(
                id: id,
                name: name,
                email: email,
                in: snapshot.identity,
                sealedWith: store.sealingKey,
                at: surroundings.now(),
                surroundings.randomness
            )
            try store.persist(new.changes)
            try store.close()
            return AccountListing(new)
        } catch let error as NewAccount.Refusal {
            throw .refused(error.fault.message ?? error.fault.code)
        } catch let error as StateStoreError {
            throw .state(error)
        } catch {
            throw .refused("\(error)")
        }
    }

    /// Asks as the root user of the server's first account, whose key whoever reads the state directory has anyway.
    private func askServer(id: String?, name: String, email: String?) async throws(ServerError) -> AccountListing {
        let access = try RootAccess.read(fromStateAt: directory.path)
        let client = SignedClient(access, surroundings: surroundings)
        let fields = ["AccountName": name, "AccountId": id, "Email": email].compactMapValues(\.self)
        let answer = try await client.call(Accounts.CreateAccount.self, fields)
        do {
            return try JSONDecoder().decode(AccountListing.self, from: answer)
        } catch {
            throw .refused("the server's answer cannot be read: \(error)")
        }
    }
}

extension AccountListing {
    init(_ new: NewAccount) {
        self.init(new.account, in: OrganizationState())
        rootAccessKey = RootAccessKey(accessKeyID: new.rootKey.id, secretAccessKey: new.secretAccessKey)
    }
}
