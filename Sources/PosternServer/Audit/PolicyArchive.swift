import Dispatch
import IAMPolicy
import Logging
import StateStore
import Synchronization

/// Keeps the texts of policies that decided something and that no entity holds, so that an old decision can be explained
/// after a policy of AWS's or of a session is gone.
///
/// Each text is written once, in the background: an audit event that names its hash may be read before that.
final class PolicyArchive: Sendable {
    private let store: StateStore
    private let library: PolicyLibrary
    private let logger: Logger
    private let kept = Mutex<Set<String>>([])
    private let queue = DispatchQueue(label: "policy-archive", qos: .utility)

    init(store: StateStore, library: PolicyLibrary, logger: Logger) {
        self.store = store
        self.library = library
        self.logger = logger
    }

    /// Costs one look into a set for policies that are kept already.
    func remember(_ policies: EvaluationPolicies) {
        var new: [PolicyText] = []
        for (_, _, set) in policies.layers {
            for policy in set.policies where isNew(policy.contentHash) {
                if let text = library.text(of: policy) { new.append(text) }
            }
        }
        guard !new.isEmpty else { return }
        queue.async { [store, logger, new] in
            do {
                try store.keep(new)
            } catch {
                logger.error("policy texts could not be kept", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func isNew(_ hash: String) -> Bool {
        kept.withLock { $0.insert(hash).inserted }
    }
}
