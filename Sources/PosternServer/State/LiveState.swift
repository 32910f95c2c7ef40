import StateStore
import Synchronization

/// The state as requests see it: one unchanging view, replaced whole after each change that is on disk.
final class LiveState: Sendable {
    private let library: PolicyLibrary
    private let sealingKey: SealingKey
    private let current: Mutex<StateView>

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
        let view = StateView(snapshot, library: library, sealingKey: sealingKey)
        current.withLock { $0 = view }
    }
}

/// One state with what is derived from it as requests need it.
final class StateView: Sendable {
    let snapshot: StateSnapshot
    let callers: CallerDirectory
    let library: PolicyLibrary

    init(_ snapshot: StateSnapshot, library: PolicyLibrary, sealingKey: SealingKey) {
        self.snapshot = snapshot
        self.library = library
        callers = CallerDirectory(identity: snapshot.identity, library: library, sealingKey: sealingKey)
    }
}
