import AWSWire
import Logging
import StateStore

/// The one place where state changes: validates against what is true now, writes to disk, then lets requests see it.
///
/// Changes run one after the other. A change that was answered as done is on disk.
actor StateWriter {
    private let store: StateStore
    private let live: LiveState
    private let logger: Logger

    init(store: StateStore, live: LiveState, logger: Logger) {
        self.store = store
        self.live = live
        self.logger = logger
    }

    /// Runs `body` on the state as it is; its changes take effect together, or, when it throws, not at all.
    ///
    /// - Parameter conflict: thrown when what is stored beside the state forbids the changes, as an object its bucket's
    ///   removal.
    func write<Value: Sendable>(
        conflict: ServiceFault? = nil,
        _ body: @Sendable (inout StateTransaction) throws(ServiceFault) -> Value
    ) throws(ServiceFault) -> Value {
        var transaction = StateTransaction(live.view.snapshot)
        let value = try body(&transaction)
        guard !transaction.changes.isEmpty else { return value }
        do throws(StateStoreError) {
            try store.persist(transaction.changes)
        } catch {
            if let conflict, case .conflict = error { throw conflict }
            logger.error("state could not be written", metadata: ["reason": "\(error)"])
            throw ServiceFault.internalFailure
        }
        live.replace(with: transaction.snapshot)
        return value
    }

    /// Takes over a state that was changed on disk as a whole, as a reset does.
    func replaceAll(_ load: @Sendable (StateStore) throws(StateStoreError) -> StateSnapshot) throws(StateStoreError) {
        live.replace(with: try load(store))
    }
}

/// Changes in the making, and the state as it will be when they are made.
struct StateTransaction: Sendable {
    private(set) var snapshot: StateSnapshot
    private(set) var changes: [StateChange] = []

    init(_ snapshot: StateSnapshot) {
        self.snapshot = snapshot
    }

    var identity: IdentityState { snapshot.identity }
    var functions: FunctionState { snapshot.functions }
    var organizations: OrganizationState { snapshot.organizations }

    mutating func apply(_ change: StateChange) {
        snapshot.apply(change)
        changes.append(change)
    }

    mutating func apply(_ change: IdentityChange) {
        apply(.identity(change))
    }

    mutating func apply(_ change: FunctionChange) {
        apply(.functions(change))
    }

    mutating func apply(_ change: OrganizationChange) {
        apply(.organizations(change))
    }
}
