import Testing

/// What the compiled engine decides, the plain reference evaluator decides too. `make fuzz` asks for millions of cases.
@Suite("Engine and reference evaluator")
struct EngineComparisonTests {
    private static let caseCount = 100_000
    /// Each seed runs on its own, so that they share the processors.
    private static let seeds: [UInt64] = [1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 1_006, 1_007]

    @Test("agree on random policies and requests", arguments: seeds)
    func randomCases(seed: UInt64) throws {
        print("random cases with seed \(seed)")
        let comparison = EngineComparison(seed: seed, caseCount: Self.caseCount / Self.seeds.count)
        if let disagreement = try comparison.firstDisagreement() { Issue.record("\(disagreement)") }
    }

    @Test("agree on every documented case")
    func documentedCases() throws {
        for example in try ReferenceCase.valid() {
            let decision = try ReferenceEngine(example.policies, for: example.request).decide(example.request)
            #expect(decision.verdict.rawValue == example.expectedDecision, "case \(example.id)")
            #expect(decision.layers == example.expectedLayers, "case \(example.id)")
        }
    }
}
