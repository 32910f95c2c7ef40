import IAMPolicy

/// Every different policy in a set of cases, with the cases that carry it.
struct PolicyCarriers {
    private(set) var policies: [Policy] = []

    struct Policy {
        let kind: PolicyKind
        let text: [UInt8]
        /// Where the policy stood in the first case that carried it.
        let place: PolicyPlace
        let origin: CaseOrigin
        fileprivate(set) var carriers: [Carrier]
    }

    /// A case with the result it expects, or else the one it has.
    struct Carrier {
        fileprivate let evaluationCase: EvaluationCase
        fileprivate let usual: CaseExpectation
    }

    private struct Key: Hashable {
        let kind: PolicyKind
        let text: [UInt8]
    }

    init(_ cases: [LoadedCase]) {
        var positions: [Key: Int] = [:]
        for loaded in cases {
            guard case .success(let evaluationCase) = loaded.content else { continue }
            let carrier = Carrier(evaluationCase, expecting: try? loaded.expectation.get())
            let entries = Dictionary(grouping: evaluationCase.policies.entries) {
                Key(kind: $0.document.kind, text: $0.text)
            }
            for (key, entries) in entries.sorted(by: { $0.value[0].place < $1.value[0].place }) {
                if let position = positions[key] {
                    policies[position].carriers.append(carrier)
                } else {
                    positions[key] = policies.count
                    let place = entries[0].place
                    policies.append(
                        Policy(kind: key.kind, text: key.text, place: place, origin: loaded.origin, carriers: [carrier])
                    )
                }
            }
        }
    }
}

extension PolicyCarriers.Carrier {
    /// - Parameter expectation: what the case expects; of the layers, those that it names are watched.
    fileprivate init(_ evaluationCase: EvaluationCase, expecting expectation: CaseExpectation?) {
        self.evaluationCase = evaluationCase
        let outcome = CaseOutcome(evaluationCase.query, evaluationCase.policies)
        let layers = outcome.layers.filter { expectation?.layers[$0.layer] != nil }
        usual = CaseExpectation(
            verdict: outcome.verdict,
            layers: Dictionary(uniqueKeysWithValues: layers.map { ($0.layer, $0.verdict) })
        )
    }

    /// Whether the case comes out differently with the mutant in place of the policy.
    func notices(_ mutant: PolicyDocument, inPlaceOf text: [UInt8]) -> Bool {
        let policies = evaluationCase.policies.replacing { entry in
            entry.text == text && entry.document.kind == mutant.kind ? mutant : nil
        }
        return !CaseOutcome(evaluationCase.query, policies).meets(usual)
    }
}
