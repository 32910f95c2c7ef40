import Testing

/// The cases taken from AWS's documentation keep the reference evaluator itself honest.
@Suite("Reference evaluator")
struct ReferenceFixtureTests {
    @Test("decides every documented case as the documentation does")
    func documentedCases() throws {
        let cases = try ReferenceCase.valid()
        #expect(cases.count > 400)
        for example in cases {
            let decision = ReferenceEvaluator(request: example.request, policies: example.policies).decide()
            #expect(decision.verdict.rawValue == example.expectedDecision, "case \(example.id)")
            #expect(decision.layers == example.expectedLayers, "case \(example.id)")
        }
    }
}
