import Foundation
import Testing

/// What the compiled engine decides, the plain reference evaluator decides too.
@Suite("Engine and reference evaluator")
struct ReferenceComparisonTests {
    /// Random cases in all; `POSTERN_FUZZ_CASES` asks for more, `POSTERN_FUZZ_SEED` for others.
    private static let caseCount = environment("POSTERN_FUZZ_CASES") ?? 100_000
    private static let firstSeed = UInt64(environment("POSTERN_FUZZ_SEED") ?? 1)
    /// Each part runs on its own, so that the parts share the processors.
    private static let partCount = 8
    private static let requestsPerRound = 10

    private static func environment(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    @Test("agree on random policies and requests", arguments: 0..<partCount)
    func randomCases(part: Int) throws {
        let seed = Self.firstSeed &* 1_000 &+ UInt64(part)
        print("random cases of part \(part): seed \(seed)")
        var generator = ReferenceGenerator(seed: seed)
        for round in 0..<(Self.caseCount / Self.partCount / Self.requestsPerRound) {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            let requests = (0..<Self.requestsPerRound).map { _ in generator.request(about: subject) }
            let engine = try ReferenceEngine(policies, for: requests[0])
            for request in requests {
                let expected = ReferenceEvaluator(request: request, policies: policies).decide()
                let actual = try engine.decide(request)
                guard actual != expected else { continue }
                Issue.record("seed \(seed), round \(round): \(disagreement(request, policies, expected, actual))")
                return
            }
        }
    }

    @Test("agree on every documented case")
    func documentedCases() throws {
        for example in try ReferenceCase.valid() {
            let decision = try ReferenceEngine(example.policies, for: example.request).decide(example.request)
            #expect(decision.verdict.rawValue == example.expectedDecision, "case \(example.id)")
            #expect(decision.layers == example.expectedLayers, "case \(example.id)")
        }
    }

    /// A disagreement with the smallest policies that still show it.
    private func disagreement(
        _ request: ReferenceRequest,
        _ policies: ReferencePolicies,
        _ expected: ReferenceDecision,
        _ actual: ReferenceDecision
    ) -> String {
        let small = ReferenceShrinker(request: request).shrink(policies)
        return "\n  request: \(request)\n  policies: \(small)\n  reference: \(expected)\n  engine: \(actual)"
    }
}
