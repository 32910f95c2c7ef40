import Testing

/// A comparison over random cases is worth what its cases reach.
@Suite("Random cases")
struct ReferenceGeneratorTests {
    @Test("reach every operator, layer, principal and element, with every outcome")
    func coverage() {
        let seed: UInt64 = 1
        var generator = ReferenceGenerator(seed: seed)
        var coverage = ReferenceCoverage()
        for _ in 0..<4_000 where !coverage.missing.isEmpty {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            for _ in 0..<3 {
                let request = generator.request(about: subject)
                coverage.record(request, policies, ReferenceEvaluator(request: request, policies: policies).decide())
            }
        }
        print("seed \(seed): \(coverage.report)")
        #expect(coverage.missing.isEmpty)
    }
}
