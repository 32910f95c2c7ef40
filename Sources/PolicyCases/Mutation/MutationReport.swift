import IAMPolicy

/// Which single-element mutations of the policies no case notices.
///
/// A mutation is noticed when some case that carries the policy comes out differently, in its decision or in a layer that
/// it names. Mutations that no longer parse are not counted: nobody could put them in force.
package struct MutationReport: Sendable {
    /// How many mutations were tried.
    package private(set) var count = 0
    package private(set) var unnoticed: [UnnoticedMutation] = []

    package init(of cases: [LoadedCase]) {
        let carriers = PolicyCarriers(cases)
        for policy in carriers.policies { examine(policy) }
    }

    private mutating func examine(_ policy: PolicyCarriers.Policy) {
        guard let original = try? JSONValue(JSONSlice(policy.text)) else { return }
        for mutation in PolicyMutation.all(of: original) {
            let text = Array(mutation.policy.text.utf8)
            guard let mutant = try? PolicyDocument(parsing: text, kind: policy.kind) else { continue }
            count += 1
            if !policy.carriers.contains(where: { $0.notices(mutant, inPlaceOf: policy.text) }) {
                unnoticed.append(UnnoticedMutation(mutation, of: policy))
            }
        }
    }
}

/// A change to a policy that every case slept through.
package struct UnnoticedMutation: Sendable, Hashable {
    /// Where the policy stood in the first case that carried it.
    package let place: PolicyPlace
    package let origin: CaseOrigin
    /// Index of the statement that was changed.
    package let statement: Int
    /// What was changed; one line.
    package let change: String

    fileprivate init(_ mutation: PolicyMutation, of policy: PolicyCarriers.Policy) {
        place = policy.place
        origin = policy.origin
        statement = mutation.statement
        change = mutation.change
    }
}
