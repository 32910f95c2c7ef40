import IAMPolicy
import StateStore
import Synchronization

/// Compiled policies by content, shared by every principal and resource that a policy is attached to.
///
/// A policy is compiled when it is first needed. What no state refers to any longer is dropped when the library is full.
final class PolicyLibrary: Sendable {
    private struct Key: Hashable {
        let hash: String
        let kind: PolicyKind
        let identifier: String
    }

    private struct Entry {
        let policy: CompiledPolicy
        let text: PolicyText
    }

    /// Compiled policies kept; 1,500 managed policies and as many others fit.
    private static let capacity = 4096

    private let catalogue: ManagedPolicyCatalogue
    private let compiled = Mutex<[Key: Entry]>([:])

    init(catalogue: ManagedPolicyCatalogue) {
        self.catalogue = catalogue
    }

    /// The compiled form of `text`, which denies everything where the text is no policy of its kind.
    func policy(_ text: PolicyText, kind: PolicyKind, identifier: String) -> CompiledPolicy {
        let key = Key(hash: text.hash.hexadecimal, kind: kind, identifier: identifier)
        if let known = compiled.withLock({ $0[key] }) { return known.policy }
        let policy = CompiledPolicy(
            enforcing: Array(text.text.utf8),
            kind: kind,
            identifier: identifier,
            contentHash: key.hash
        )
        compiled.withLock { compiled in
            if compiled.count >= Self.capacity { compiled.removeAll(keepingCapacity: true) }
            compiled[key] = Entry(policy: policy, text: text)
        }
        return policy
    }

    /// The text that a policy of this library was compiled from.
    func text(of policy: CompiledPolicy) -> PolicyText? {
        compiled.withLock { compiled in
            compiled.first { $0.value.policy === policy }?.value.text
        }
    }

    /// A trust or resource policy with the users and roles it names replaced by the unique ids they had when it was saved,
    /// as AWS keeps it.
    func pinnedPolicy(_ policy: PinnedPolicy, kind: PolicyKind, identifier: String) -> CompiledPolicy {
        guard !policy.uniqueIDsByARN.isEmpty else {
            return self.policy(policy.document, kind: kind, identifier: identifier)
        }
        var text = policy.document.text
        for (arn, uniqueID) in policy.uniqueIDsByARN {
            text = text.replacing("\"\(arn)\"", with: "\"\(uniqueID)\"")
        }
        return self.policy(PolicyText(text), kind: kind, identifier: identifier)
    }

    /// Whether AWS has a managed policy by this ARN.
    func hasAWSManagedPolicy(_ arn: String) -> Bool {
        catalogue.document(arn) != nil
    }

    /// The default version of a managed policy, AWS's or the customer's. One that does not exist denies everything.
    func managedPolicy(_ arn: String, kind: PolicyKind, in identity: IdentityState) -> CompiledPolicy {
        guard let text = identity.managedPolicyText(arn) ?? catalogue.document(arn) else {
            return CompiledPolicy(enforcing: [], kind: kind, identifier: arn)
        }
        return policy(text, kind: kind, identifier: arn)
    }
}

extension IdentityState {
    /// The customer managed policy with this ARN.
    func managedPolicy(arn: String) -> ManagedPolicy? {
        guard let name = ARN(arn), name.service == "iam", let slash = name.resource.lastIndex(of: "/") else {
            return nil
        }
        let policyName = name.resource[name.resource.index(after: slash)...].lowercased()
        let policy = managedPolicies.named(policyName, in: .global(name.account))
        return policy?.arn == arn ? policy : nil
    }

    fileprivate func managedPolicyText(_ arn: String) -> PolicyText? {
        managedPolicy(arn: arn)?.defaultVersion?.document
    }
}
