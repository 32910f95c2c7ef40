import StateStore
import Synchronization

/// The state as requests see it: one unchanging view, replaced whole after each change that is on disk.
final class LiveState: Sendable {
    private let library: PolicyLibrary
    private let sealingKey: SealingKey
    private let current: Mutex<StateView>
    private let observers = Mutex<[@Sendable (StateView) -> Void]>([])

    init(_ snapshot: StateSnapshot, library: PolicyLibrary, sealingKey: SealingKey) {
        self.library = library
        self.sealingKey = sealingKey
        current = Mutex(StateView(snapshot, library: library, sealingKey: sealingKey))
    }

    /// What is true now. Take it once a request, so that one request sees one state.
    var view: StateView {
        current.withLock { $0 }
    }

    func replace(with snapshot: StateSnapshot) {
        let view = StateView(snapshot, library: library, sealingKey: sealingKey, after: view)
        current.withLock { $0 = view }
        for observe in observers.withLock({ $0 }) { observe(view) }
    }

    /// Calls with what is true now, and again after each change, in the order of the changes.
    func follow(_ observe: @escaping @Sendable (StateView) -> Void) {
        observers.withLock { $0.append(observe) }
        observe(view)
    }
}

/// One state with what is derived from it as requests need it.
final class StateView: Sendable {
    let snapshot: StateSnapshot
    let callers: CallerDirectory
    let organizations: OrganizationDirectory
    let library: PolicyLibrary

    /// - Parameter former: the view before; what its organizations make of accounts is taken over where they are the same.
    init(_ snapshot: StateSnapshot, library: PolicyLibrary, sealingKey: SealingKey, after former: StateView? = nil) {
        self.snapshot = snapshot
        self.library = library
        if let former, former.organizations.state == snapshot.organizations {
            organizations = former.organizations
        } else {
            organizations = OrganizationDirectory(snapshot.organizations, library: library)
        }
        callers = CallerDirectory(
            CallerFactory(identity: snapshot.identity, organizations: organizations, library: library),
            sealingKey: sealingKey
        )
    }
}
